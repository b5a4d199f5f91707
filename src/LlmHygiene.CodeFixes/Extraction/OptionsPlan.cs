using System.Globalization;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.PromptFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.CodeFixes.Extraction;

/// <summary>Which options of a call move to the prompt file, and which stay at the call.</summary>
internal sealed class OptionsPlan
{
    private const string Type = MicrosoftExtensionsAISdk.ChatOptions;

    // In the order in which a prompt file lists them.
    private static readonly (string Member, string Key, double Least, double Most)[] s_parameters =
    [
        (MicrosoftExtensionsAISdk.OutputLimit, ParameterEdits.LimitInYaml, 1, int.MaxValue),
        ("Temperature", "temperature", 0, 2),
        ("TopP", "topP", 0, 1),
        ("TopK", "topK", 1, int.MaxValue),
        ("FrequencyPenalty", "frequencyPenalty", -2, 2),
        ("PresencePenalty", "presencePenalty", -2, 2),
        ("Seed", "seed", long.MinValue, long.MaxValue),
        ("StopSequences", "stop", 0, 0),
    ];

    private readonly Dictionary<string, string> _parameters = [];

    private OptionsPlan() { }

    public string? Model { get; private set; }

    /// <summary>The parameters as YAML, by key, in the order of a prompt file.</summary>
    public IEnumerable<(string Key, string Value)> Parameters =>
        s_parameters
            .Where(parameter => _parameters.ContainsKey(parameter.Key))
            .Select(parameter => (parameter.Key, _parameters[parameter.Key]));

    /// <summary>The options argument of the call; null for none.</summary>
    public string? Argument { get; private set; }

    /// <summary>Statements that are not needed any more.</summary>
    public HashSet<StatementSyntax> Removed { get; } = [];

    /// <summary>Statements of the options, including those that stay; code may be moved past them.</summary>
    public HashSet<StatementSyntax> Statements { get; } = [];

    /// <summary>An object creation from which values move to the file, and its replacement.</summary>
    public (ExpressionSyntax Creation, ExpressionSyntax Without)? Changed { get; private set; }

    /// <param name="keepModel">True for the name of a deployment, which is not a model ID and stays in the options.</param>
    /// <param name="tagKeys">The keys of the tag, which the prompt replaces.</param>
    /// <returns>Null where the options contain text of the prompt.</returns>
    public static OptionsPlan? Of(IOperation? argument, SemanticModel model, bool keepModel, Func<string, bool> tagKeys)
    {
        var plan = new OptionsPlan();
        if (argument is null)
            return plan;
        var value = argument.WithoutConversion();
        if (value is { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation)
            return plan;
        var reader = new Reader(plan, model, keepModel, tagKeys);
        return value switch
        {
            IObjectCreationOperation creation => reader.ReadInline(creation) ? plan : null,
            ILocalReferenceOperation reference when TrackedLocal.Of(reference.Local, model) is { } local => reader.ReadLocal(
                local,
                reference
            )
                ? plan
                : null,
            _ => plan.PassOn(argument.Syntax),
        };
    }

    /// <summary>States a limit in the prompt file, where the call states none.</summary>
    public void LimitTo(int tokens) => _parameters[ParameterEdits.LimitInYaml] = tokens.ToString(CultureInfo.InvariantCulture);

    private OptionsPlan PassOn(SyntaxNode argument)
    {
        Model = null;
        _parameters.Clear();
        Removed.Clear();
        Changed = null;
        Argument = argument.ToString();
        return this;
    }

    private sealed class Reader(OptionsPlan plan, SemanticModel model, bool keepModel, Func<string, bool> tagKeys)
    {
        public bool ReadInline(IObjectCreationOperation creation)
        {
            if (Assignments(creation) is not { } assignments)
            {
                plan.PassOn(creation.Syntax);
                return creation.Type?.ToDisplayString() != Type || creation.Initializer is null;
            }

            if (assignments.Any(IsInstructions))
                return false;
            var moved = assignments.Where(Move).ToArray();
            if (moved.Length == assignments.Count)
                return true;
            plan.Argument = Rest(creation, moved).ToString();
            return true;
        }

        public bool ReadLocal(TrackedLocal local, ILocalReferenceOperation call)
        {
            var writes = new List<(ISimpleAssignmentOperation Assignment, StatementSyntax Statement)>();
            var created = model.FindOperation(local.Value)?.WithoutConversion() as IObjectCreationOperation;
            var inline = created is null ? null : Assignments(created);
            var isOurs = inline is not null && call.Syntax.FirstAncestorOrSelf<StatementSyntax>() is not null;
            foreach (var use in local.Uses)
            {
                if (use == call.Syntax)
                    continue;
                if (
                    use.Parent
                        is MemberAccessExpressionSyntax
                        {
                            Parent: AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax statement } assignment
                        } access
                    && assignment.Left == access
                    && use.SpanStart < call.Syntax.SpanStart
                    && StatementList.Between(local.Declaration, statement) is not null
                    && model.FindOperation(assignment) is ISimpleAssignmentOperation written
                )
                {
                    if (IsInstructions(written))
                        return false;
                    writes.Add((written, statement));
                }
                else
                {
                    isOurs = false;
                }
            }

            var members = (inline ?? []).Concat(writes.Select(write => write.Assignment)).Select(MemberOf).ToArray();
            if (inline?.Any(IsInstructions) == true)
                return false;
            if (!isOurs || members.Distinct().Count() != members.Length)
            {
                plan.PassOn(call.Syntax);
                return true;
            }

            plan.Statements.Add(local.Declaration);
            plan.Statements.UnionWith(writes.Select(write => write.Statement));
            var moved = inline!.Where(Move).ToArray();
            foreach (var (assignment, statement) in writes)
                if (Move(assignment))
                    plan.Removed.Add(statement);
            if (moved.Length == inline!.Count && plan.Removed.Count == writes.Count)
            {
                plan.Removed.Add(local.Declaration);
                return true;
            }

            if (moved.Length > 0)
                plan.Changed = (local.Value, Rest(created!, moved, isTyped: local.Declaration.Declaration.Type.IsVar));
            plan.Argument = call.Syntax.ToString();
            return true;
        }

        // Null where the object is more than a list of values.
        private static IReadOnlyList<ISimpleAssignmentOperation>? Assignments(IObjectCreationOperation creation)
        {
            if (creation.Type?.ToDisplayString() != Type || creation.Arguments.Length > 0)
                return null;
            if (creation.Initializer is null)
                return [];
            var assignments = creation.Initializer.Initializers.OfType<ISimpleAssignmentOperation>().ToArray();
            return
                assignments.Length == creation.Initializer.Initializers.Length
                && assignments.Select(MemberOf).Distinct().Count() == assignments.Length
                ? assignments
                : null;
        }

        private static string? MemberOf(ISimpleAssignmentOperation assignment) =>
            (assignment.Target as IPropertyReferenceOperation)?.Property.Name;

        private static bool IsInstructions(ISimpleAssignmentOperation assignment) =>
            MemberOf(assignment) == MicrosoftExtensionsAISdk.Instructions
            && assignment.Value.ConstantValue is not { HasValue: true, Value: null };

        /// <summary>False for a value that stays.</summary>
        private bool Move(ISimpleAssignmentOperation assignment)
        {
            var member = MemberOf(assignment);
            var value = assignment.Value.WithoutConversion();
            if (member == MicrosoftExtensionsAISdk.AdditionalProperties)
                return IsTagAlone(value);
            if (member == MicrosoftExtensionsAISdk.Model)
            {
                if (keepModel || value.ConstantValue is not { HasValue: true, Value: string { Length: > 0 } id })
                    return false;
                plan.Model = id;
                return true;
            }

            var parameter = Array.Find(s_parameters, parameter => parameter.Member == member);
            if (parameter.Key is null || YamlOf(parameter, value) is not { } yaml)
                return false;
            plan._parameters[parameter.Key] = yaml;
            return true;
        }

        private string? YamlOf((string Member, string Key, double Least, double Most) parameter, IOperation value)
        {
            if (parameter.Key == "stop")
                return Stops(value);
            if (value.ConstantValue is not { HasValue: true, Value: IConvertible constant } || constant is string or bool or char)
                return null;
            var number = parameter.Member is MicrosoftExtensionsAISdk.OutputLimit or "TopK" or "Seed"
                ? constant.ToDouble(CultureInfo.InvariantCulture)
                : constant.ToSingle(CultureInfo.InvariantCulture);
            if (!(number >= parameter.Least && number <= parameter.Most))
                return null;
            return parameter.Member is MicrosoftExtensionsAISdk.OutputLimit or "TopK" or "Seed"
                ? constant.ToInt64(CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)
                : constant.ToSingle(CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture);
        }

        private string? Stops(IOperation value)
        {
            IEnumerable<IOperation?>? items = value switch
            {
                IObjectCreationOperation { Arguments.Length: 0, Initializer: { } list } => list.Initializers.Select(item =>
                    item is IInvocationOperation { Arguments: [{ Value: var added }] } ? added : null
                ),
                IArrayCreationOperation { Initializer: { } array } => array.ElementValues,
                _ when value.Syntax is CollectionExpressionSyntax collection => MessagesReader.Elements(value, collection),
                _ => null,
            };
            var texts = items?.Select(item => item?.WithoutConversion().ConstantValue.Value as string).ToArray();
            return texts is { Length: > 0 } && Array.TrueForAll(texts, text => text is { Length: > 0 })
                ? "[" + string.Join(", ", texts.Select(text => YamlText.Quoted(text!))) + "]"
                : null;
        }

        // `new() { ["gen_ai.prompt.name"] = "…", ["gen_ai.prompt.version"] = "…" }`
        private bool IsTagAlone(IOperation value) =>
            value is IObjectCreationOperation { Arguments.Length: 0, Initializer.Initializers: { Length: > 0 } entries }
            && entries.All(entry =>
                entry
                    is ISimpleAssignmentOperation
                    {
                        Target: IPropertyReferenceOperation { Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string key } }] }
                    }
                && tagKeys(key)
            );

        private ExpressionSyntax Rest(
            IObjectCreationOperation creation,
            IReadOnlyCollection<ISimpleAssignmentOperation> moved,
            bool isTyped = true
        )
        {
            var syntax = (BaseObjectCreationExpressionSyntax)creation.Syntax;
            if (moved.Count > 0)
            {
                var list = syntax.Initializer!.Expressions;
                foreach (
                    var index in moved
                        .Select(assignment => syntax.Initializer.Expressions.IndexOf(node => node.Span == assignment.Syntax.Span))
                        .OrderByDescending(index => index)
                )
                    list = list.RemoveAt(index);
                var initializer = syntax.Initializer.WithExpressions(list);
                if (
                    list.Count > 0
                    && list.SeparatorCount < list.Count
                    && list[list.Count - 1] is { } last
                    && !last.HasTrailingTrivia
                    && initializer.CloseBraceToken.LeadingTrivia.Count == 0
                )
                    initializer = initializer.WithExpressions(
                        list.Replace(last, last.WithTrailingTrivia(syntax.Initializer.Expressions.Last().GetTrailingTrivia()))
                    );
                syntax = list.Count == 0 ? syntax.WithInitializer(null) : syntax.WithInitializer(initializer);
            }

            // Without a type of its own, it would also match the cancellation token.
            if (syntax is ImplicitObjectCreationExpressionSyntax bare && isTyped)
            {
                var type = creation
                    .Type!.WithNullableAnnotation(NullableAnnotation.NotAnnotated)
                    .ToMinimalDisplayString(model, creation.Syntax.SpanStart);
                var arguments = bare.Initializer is null ? SyntaxFactory.ArgumentList() : null;
                return SyntaxFactory.ObjectCreationExpression(
                    SyntaxFactory.Token(SyntaxKind.NewKeyword).WithTrailingTrivia(SyntaxFactory.Space),
                    SyntaxFactory
                        .ParseTypeName(type)
                        .WithTrailingTrivia(bare.Initializer is null ? default : bare.ArgumentList.GetTrailingTrivia()),
                    arguments,
                    bare.Initializer
                );
            }

            return syntax is ObjectCreationExpressionSyntax { Initializer: null, ArgumentList: null } empty
                ? empty.WithType(empty.Type.WithoutTrailingTrivia()).WithArgumentList(SyntaxFactory.ArgumentList())
                : syntax.WithoutTrivia();
        }
    }
}
