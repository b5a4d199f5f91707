using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Model;

// What the project does with clients by itself: its own client classes, factories, collections, and what it is made of by an SDK that no
// table knows.
internal sealed partial class ClientModelResolver
{
    private SourceScope Scope => chain.Values.Scope;

    // A field that everybody may set, a parameter that classes outside the project may pass: what the project shows is one part of it.
    private bool IsSetOutside(ClientStep step) =>
        step.Operation.Parent is not IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out }
        && step.Operation switch
        {
            IFieldReferenceOperation { Field: var field } => Scope.Contains(field.OriginalDefinition) && Scope.IsOpen(field),
            IPropertyReferenceOperation { Property: { SetMethod: not null, IsAbstract: false } property } => Scope.Contains(
                property.OriginalDefinition
            ) && !InjectedProperty.Is(property),
            IParameterReferenceOperation
            {
                Parameter.ContainingSymbol: IMethodSymbol
                {
                    DeclaredAccessibility: Accessibility.Protected or Accessibility.ProtectedOrInternal
                } method
            } => Scope.IsOpen(method),
            _ => false,
        };

    private ModelFact? FromCollection(ClientStep step)
    {
        if (CollectedClients.Of(step.Operation, chain.Catalog, chain.Values) is not { } collected)
            return null;
        var fact = JoinAll(collected.Values.Select(value => step.Next(value)!));
        return !collected.IsShown ? ModelFact.FlowsIn
            : collected.IsOpen ? WithoutProof(fact)
            : fact;
    }

    // `record Entry(IChatClient Client)`: what its creations are given.
    private ModelFact? FromRecord(ClientStep step)
    {
        if (
            step.Operation is not IPropertyReferenceOperation { Property: { ContainingType: { IsRecord: true } type } property }
            || !Scope.Contains(property.OriginalDefinition)
            || property.DeclaringSyntaxReferences is not [var declaration]
            || declaration.GetSyntax() is not ParameterSyntax
        )
            return null;
        var facts = new List<ModelFact>();
        foreach (var constructor in type.OriginalDefinition.InstanceConstructors)
        {
            if (constructor.Parameters.FirstOrDefault(parameter => parameter.Name == property.Name) is not { } parameter)
                continue;
            if (Scope.Creations(constructor) is not { } creations)
                return null;
            foreach (var creation in creations)
            {
                if (ValueTracker.ArgumentsOf(creation) is not { IsDefault: false } arguments)
                    return null;
                foreach (var argument in arguments)
                    if (argument.Parameter?.Ordinal == parameter.Ordinal && Of(step.Next(argument.Value)!) is { } fact)
                        facts.Add(fact);
            }
        }

        // `entry with { Client = … }` is not looked for: one that states no model proves nothing.
        return facts.Count > 0 ? WithoutProof(Join(facts)) : null;
    }

    private ModelFact? FromOwn(ClientStep step)
    {
        if (OwnClient.Of(step.Operation, chain) is { } own)
            return Through(own.ModelWrites(_method), JoinAll(own.Inner.Select(inner => step.Next(inner)!)));
        if (step.Operation is not IInvocationOperation call)
            return null;
        if (call is { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: { } invoked })
            return FromCollection(step) ?? FromDelegate(invoked, step);
        var method = call.TargetMethod.AsDeclared();
        return Scope.Contains(method) ? FromOverrides(method, step) : FromMiddleware(call, step) ?? FromCollection(step);
    }

    // An abstract factory that classes outside the project may implement too: what the project's own ones make.
    private ModelFact? FromOverrides(IMethodSymbol method, ClientStep step)
    {
        if (!(method.IsAbstract || method.IsVirtual || method.IsOverride) || Scope.IsTooCommon(method))
            return null;
        var made = Scope.Implementations(method).SelectMany(Scope.ReturnedValues).Select(value => step.Next(value)!);
        return JoinAll(made) is { IsStated: true } fact ? WithoutProof(fact) : null;
    }

    private ModelFact? FromDelegate(IOperation invoked, ClientStep step)
    {
        var made = new List<ClientOrigins>();
        foreach (var origin in chain.Values.Trace(invoked).Origins)
        {
            if (origin.Kind == OriginKind.Null)
                continue;
            var target = origin.Operation.WithoutConversion();
            if (target is IDelegateCreationOperation { Target: var created })
                target = created;
            IEnumerable<IOperation>? values = target switch
            {
                { Syntax: LambdaExpressionSyntax lambda } => Scope.ReturnedValues(lambda),
                IMethodReferenceOperation { Method: var method } when Scope.Contains(method.OriginalDefinition) && !method.IsVirtual =>
                    Scope.ReturnedValues(method.OriginalDefinition),
                _ => null,
            };
            if (values is null)
                return null;
            made.AddRange(values.Select(value => step.Next(value)!));
        }

        return made.Count == 0 ? null : JoinAll(made);
    }

    // `.Use(inner => new Defaults(inner))`, `.Use((messages, options, next, token) => { options.ModelId ??= "…"; … })`
    private ModelFact? FromMiddleware(IInvocationOperation call, ClientStep step)
    {
        if (!chain.Catalog.IsBuilder(call.Type) || CallReceiver.Of(call) is not { } receiver)
            return null;
        var inner = Of(step.Next(receiver)!) ?? ModelFact.FlowsIn;
        foreach (var argument in call.Arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.DefaultValue || argument.Value.WithoutConversion() == receiver)
                continue;
            foreach (var function in argument.Value.DescendantsAndSelf().OfType<IAnonymousFunctionOperation>().Take(1))
            {
                if (function.Symbol.ReturnType is { } type && chain.Catalog.IsClient(type))
                    return FromWrapper(function, inner);
                var writes = new List<OptionWrite>();
                foreach (var operation in function.Body.Descendants())
                    if (OptionWrite.Of(operation, chain.Catalog) is { } write)
                        writes.Add(write with { IsAlways = OptionWrite.RunsAlways(operation, function.Body) });
                if (writes.Count > 0)
                    return Through(writes, inner);
            }
        }

        return null;
    }

    private ModelFact? FromWrapper(IAnonymousFunctionOperation function, ModelFact inner)
    {
        if (function.Syntax is not LambdaExpressionSyntax lambda)
            return null;
        var facts = new List<ModelFact>();
        foreach (var returned in Scope.ReturnedValues(lambda))
        {
            if (OwnClient.Of(returned.WithoutConversion(), chain) is not { } own)
                return null;
            facts.Add(Through(own.ModelWrites(_method), inner));
        }

        return facts.Count == 0 ? null : Join(facts);
    }

    // The model of the client inside, and what is written into the options on the way to it.
    private ModelFact Through(IEnumerable<OptionWrite> writes, ModelFact inner)
    {
        var stated = new List<(ModelFact Fact, bool IsAlways)>();
        var isUnknown = false;
        foreach (var write in writes)
        {
            var value = write.Value.WithoutConversion();
            // `options.ModelId ??= defaults.ModelId`
            var fact =
                value is IPropertyReferenceOperation { Instance: { } other, Property: var member }
                && chain.Catalog.FindOptions(other.Type)?.Model == member.Name
                    ? StatedBy(chain.Options.Read(other))
                    : StatedBy(value);
            if (fact is { IsStated: true })
                stated.Add((fact, write.IsAlways));
            else
                isUnknown |= fact is not null;
        }

        if (stated.Count == 0)
            return isUnknown ? WithoutProof(inner) : inner;
        var always = stated.Where(static item => item.IsAlways).Select(static item => item.Fact).ToList();
        if (always.Count > 0)
            return !isUnknown && (stated.Count == 1 || (always[0].Id is { } id && stated.TrueForAll(item => item.Fact.Id == id)))
                ? always[0]
                : WithoutProof(always[0]);
        return WithoutProof(inner);
    }

    // A step that no table knows may fill in a model or not; it cannot take away the one that the inner client has.
    private ModelFact FromUnknownStep(ClientStep step)
    {
        if (step.InnerOfSameType is { } inner && Of(inner) is { IsStated: true } fact)
            return fact;
        return AlwaysOr(step, FromParts(step) is { IsStated: true } parts ? WithoutProof(parts) : ModelFact.FlowsIn);
    }

    // A workflow or a chain that is run itself. What goes into it without being seen may run another model.
    private ModelFact FromComposite(ClientOrigins whole)
    {
        var parts = new ClientParts(chain.Catalog, chain.Values, throughOwn: false);
        var fact = JoinAll(parts.OfWhole(whole.Value).Select(part => chain.Of(part)).ToList());
        return parts.IsShown && fact.IsStated ? fact : WithoutProof(fact);
    }

    // `workflow.AsAIAgent()`: an agent that is made of agents runs on their models.
    private ModelFact FromParts(ClientStep step)
    {
        if (
            !chain.Catalog.IsPipelineOrBuilder(step.Operation.Type)
            || (step.Method is { } method && Scope.Contains(method.OriginalDefinition))
        )
            return ModelFact.FlowsIn;
        return JoinAll(new ClientParts(chain.Catalog, chain.Values).Of(step.Operation).Select(part => step.Next(part)!));
    }
}
