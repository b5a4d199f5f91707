using System.Text;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.CodeFixes.Extraction;

/// <summary>Names a prompt after the method that sends it; the name differs from those of all other prompts of the project.</summary>
internal static class PromptNaming
{
    private const int MaxLength = 60;

    // Words after a verb: "the customer's last message" has three.
    private const int MaxThings = 3;

    private static readonly char[] s_sentenceEnds = ['.', '?', '!', ':', ';', '\n'];

    // Words that do not describe the task.
    private static readonly HashSet<string> s_vague = new(StringComparer.Ordinal)
    {
        "ask",
        "exchange",
        "request",
        "talk",
        "converse",
        "converse-with",
        "speak",
        "perform",
        "step",
        "next",
        "loop",
        "fetch",
        "submit",
        "go",
        "use",
        "init",
        "initialize",
        "run-loop",
        "send-request",
        "get-reply",
        "get-text",
        "run",
        "execute",
        "invoke",
        "process",
        "handle",
        "get",
        "get-response",
        "get-completion",
        "get-answer",
        "generate",
        "generate-response",
        "call",
        "main",
        "send",
        "send-message",
        "chat",
        "complete",
        "query",
        "prompt",
        "do",
        "write",
        "create",
        "make",
        "build",
        "try",
        "work",
        "index",
        "post",
        "create-response",
        "start",
        "test",
        "get-streaming-response",
        "stream",
        "consume",
        "apply",
    };

    // Verbs of methods that set a program up. Their lambdas do something else.
    private static readonly HashSet<string> s_setups = new(StringComparer.Ordinal) { "configure", "map", "register", "setup", "use" };

    // Words of a sentence that do not say what it is about.
    private static readonly HashSet<string> s_empty = new(StringComparer.Ordinal)
    {
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "following",
        "below",
        "above",
        "given",
        "please",
        "you",
        "your",
        "are",
        "is",
        "be",
        "of",
        "in",
        "into",
        "to",
        "for",
        "from",
        "with",
        "as",
        "at",
        "by",
        "on",
        "and",
        "or",
        "it",
        "its",
        "me",
        "my",
        "who",
        "which",
        "helpful",
        "assistant",
        "must",
        "should",
        "will",
        "can",
        "not",
    };

    // Words at the end of a method's name that describe its implementation, not its purpose.
    private static readonly string[] s_fillers = ["Async", "Core", "Internal", "Impl", "Single", "One", "Helper"];

    /// <summary>Names for the prompt, the best first.</summary>
    /// <param name="text">
    /// The text of the prompt, for a call in a method whose name does not describe the task, and in top-level statements.
    /// </param>
    public static IReadOnlyList<string> Wanted(SyntaxNode call, Compilation compilation, string? text)
    {
        string? owner = null,
            member = null;
        var isInLambda = false;
        foreach (var node in call.Ancestors())
        {
            isInLambda |= member is null && node is AnonymousFunctionExpressionSyntax { Parent: ArgumentSyntax };
            member ??= node switch
            {
                MethodDeclarationSyntax method => method.Identifier.ValueText,
                LocalFunctionStatementSyntax function => function.Identifier.ValueText,
                PropertyDeclarationSyntax property => property.Identifier.ValueText,
                VariableDeclaratorSyntax { Initializer.Value: AnonymousFunctionExpressionSyntax }
                or VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } => ((VariableDeclaratorSyntax)node)
                    .Identifier
                    .ValueText,
                _ => null,
            };
            if (node is BaseTypeDeclarationSyntax type)
                owner ??= type.Identifier.ValueText;
        }

        var verb = Kebab(WithoutFillers(member ?? ""));
        var isVague = IsVague(verb, isInLambda);
        var noun = Kebab(owner is null or "Program" ? LastPart(compilation.AssemblyName) : owner);
        if (noun.Length == 0)
            noun = "prompt";
        var qualified = Cut(Qualified(noun, owner is null ? null : Kebab(owner), verb));
        // `PolishAsync` does not say what is polished; a text that begins with "Polish this reply" does.
        if (verb.Length > 0 && verb.IndexOf('-') < 0 && !isVague && text is not null && Task(text, verb) is { } task)
            return [Cut(task), qualified];
        // `Again` and `A1` say nothing about a text that does not have the word.
        if (
            verb.Length > 0
            && verb.IndexOf('-') < 0
            && !isVague
            && text is not null
            && (owner is null || Object(Kebab(owner), verb) is null)
            && !Mentions(text, verb)
            && Topic(text, atLeast: 2) is { Length: > 0 } topic
        )
            return [Cut(topic), qualified];
        if (verb.Length > 0 && !isVague && (verb.IndexOf('-') > 0 || owner is null || Object(Kebab(owner), verb) is null))
            return [Cut(verb), qualified];
        if (text is null || (owner is not null && Object(Kebab(owner), verb) is not null))
            return [qualified];
        var said = member is null ? FirstWords(text) : Topic(text, atLeast: 0);
        return said.Length > 0 ? [Cut(said), qualified] : [qualified];
    }

    // `OnInitializedAsync` and `OnSendClicked` say when something happens, and `MapEndpoints(app)` what holds a lambda.
    private static bool IsVague(string verb, bool isInLambda) =>
        s_vague.Contains(verb)
        || verb.StartsWith("on-", StringComparison.Ordinal)
        || (isInLambda && verb.IndexOf('-') is > 0 and var at && s_setups.Contains(verb.Substring(0, at)));

    /// <summary>One name for one text; a new one for no text.</summary>
    public static string Shared(string? text, SolutionChange change, Project project, Func<string> create)
    {
        if (string.IsNullOrWhiteSpace(text))
            return create();
        var names = change.Shared(
            (typeof(PromptNaming), project.Id, "names by text"),
            static () => new Dictionary<string, string>(StringComparer.Ordinal)
        );
        if (!names.TryGetValue(text!, out var name))
            names.Add(text!, name = create());
        return name;
    }

    /// <summary>The names that the inputs of the first prompt with a content have.</summary>
    public static IReadOnlyList<string> SharedInputs(string content, SolutionChange change, Project project, IReadOnlyList<string> names)
    {
        var inputs = change.Shared(
            (typeof(PromptNaming), project.Id, "inputs by content"),
            static () => new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        );
        if (!inputs.TryGetValue(content, out var first))
            inputs.Add(content, first = names);
        return first;
    }

    // `TicketSummarizer.SummarizeAsync` becomes `summarize-ticket`, and `SupportDesk.AskAsync` becomes `support-desk-ask`.
    private static string Qualified(string noun, string? owner, string verb)
    {
        if (verb is "" or "main")
            return noun;
        var at = verb.IndexOf('-');
        var first = at < 0 ? verb : verb.Substring(0, at);
        return owner is not null && Object(owner, first) is { } thing
            ? $"{first}-{thing}{verb.Substring(first.Length)}"
            : noun + "-" + verb;
    }

    /// <summary>The first name that no other prompt has, otherwise the best one with a number.</summary>
    public static string Unused(IReadOnlyList<string> wanted, SolutionChange change, Project project, Func<string, bool> isFree)
    {
        var given = change.Shared((typeof(PromptNaming), project.Id), static () => new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        for (var number = 1; ; number++)
        {
            foreach (var name in number == 1 ? wanted : [$"{wanted[0]}-{number}"])
            {
                if (isFree(name) && given.Add(name))
                    return name;
            }
        }
    }

    // `TicketSummarizer.SummarizeAsync` summarizes tickets.
    private static string? Object(string owner, string verb)
    {
        var at = owner.LastIndexOf('-');
        var stem = verb.TrimEnd('e', 'y');
        if (at < 1 || stem.Length < 3)
            return null;
        var agent = owner.Substring(at + 1);
        return
            agent.StartsWith(stem, StringComparison.Ordinal)
            && (agent.EndsWith("er", StringComparison.Ordinal) || agent.EndsWith("or", StringComparison.Ordinal))
            ? owner.Substring(0, at)
            : null;
    }

    // The verb of the method with its object, where the text names both: "Assess the risk of this change" is `assess-risk`.
    private static string? Task(string text, string verb)
    {
        if (StemOf(verb).Length < 3)
            return null;
        foreach (var sentence in text.Split(s_sentenceEnds).Select(Words))
        {
            var at = Array.FindIndex(sentence, word => IsForm(word, verb));
            if (at < 0)
                continue;
            var things = sentence
                .Skip(at + 1)
                .SkipWhile(s_empty.Contains)
                .TakeWhile(static word => !s_empty.Contains(word))
                .Take(MaxThings)
                .ToArray();
            return things.Length == 0 ? null : verb + "-" + string.Join("-", things);
        }

        return null;
    }

    private static bool Mentions(string text, string verb) => text.Split(s_sentenceEnds).SelectMany(Words).Any(word => IsForm(word, verb));

    // `summarise`, `summarized` and `summarizing` are forms of `summarize`.
    private static bool IsForm(string word, string verb) =>
        StemOf(verb) is { Length: >= 3 } stem && word.Replace('z', 's').StartsWith(stem, StringComparison.Ordinal);

    // What the prompt is about: the first words of the first sentence that asks for something, without those that say nothing.
    /// <param name="atLeast">The words that have to say something; nothing is said otherwise.</param>
    private static string Topic(string text, int atLeast)
    {
        var sentences = text.Split(s_sentenceEnds).Select(Words).Where(static words => words.Length >= 2).ToList();
        var first = sentences.Find(static words => words[0] != "you") ?? sentences.FirstOrDefault();
        if (first is null)
            return "";
        // A label such as "The review:" says less than "You summarise reviews."
        if (Said(first).Length < 2 && sentences.Find(static words => words[0] == "you" && Said(words).Length >= 2) is { } role)
            first = role;
        var said = Said(first);
        return said.Length < atLeast ? "" : string.Join("-", said.Length >= 2 ? said : first.Take(4));
    }

    private static string[] Said(string[] words) => words.Where(static word => !s_empty.Contains(word)).Take(4).ToArray();

    private static string FirstWords(string text)
    {
        var words = Words(text.Trim().Split('.', '?', '!', ':', '\n')[0]);
        return words.Length >= 2 ? string.Join("-", words.Take(5)) : "";
    }

    private static string StemOf(string verb) => verb.TrimEnd('e', 'y').Replace('z', 's');

    private static string[] Words(string sentence) =>
        sentence
            .Split(' ', ',', '\t', '"')
            .Select(static word => Kebab(word.ToLowerInvariant()))
            .Where(static word => word.Length > 0)
            .ToArray();

    private static string WithoutFillers(string name)
    {
        while (
            s_fillers.FirstOrDefault(filler => name.Length > filler.Length && name.EndsWith(filler, StringComparison.Ordinal)) is { } last
        )
            name = name.Substring(0, name.Length - last.Length);
        return name;
    }

    private static string LastPart(string? assembly) => assembly is null ? "" : assembly.Substring(assembly.LastIndexOf('.') + 1);

    private static string Cut(string name) => name.Length <= MaxLength ? name : name.Substring(0, MaxLength).TrimEnd('-');

    /// <summary><c>SummarizeHTMLPage</c> becomes <c>summarize-html-page</c>.</summary>
    private static string Kebab(string name)
    {
        var kebab = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (c is '_' or '.' or '-' || !(c < 128 && char.IsLetterOrDigit(c)))
            {
                if (kebab.Length > 0 && kebab[kebab.Length - 1] != '-')
                    kebab.Append('-');
                continue;
            }

            if (i > 0 && NameWords.BeginsWithCapital(name, i) && kebab.Length > 0 && kebab[kebab.Length - 1] != '-')
                kebab.Append('-');
            kebab.Append(char.ToLowerInvariant(c));
        }

        var text = kebab.ToString().Trim('-');
        return text.Length > 0 && char.IsLetter(text[0]) ? text : "";
    }
}
