using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks;

/// <summary>What is known about one SDK. Names only, no logic; a test compares every name with the real package.</summary>
internal sealed class SdkTable
{
    /// <summary>The name that the inventory prints.</summary>
    public required string Name { get; init; }

    /// <summary>Simple names of the assemblies that declare the types below.</summary>
    public required ImmutableArray<string> Assemblies { get; init; }

    public ImmutableArray<CallEntry> Calls { get; init; } = ImmutableArray<CallEntry>.Empty;

    public ImmutableArray<OptionsEntry> Options { get; init; } = ImmutableArray<OptionsEntry>.Empty;

    public ImmutableArray<ClientEntry> Clients { get; init; } = ImmutableArray<ClientEntry>.Empty;

    public ImmutableArray<ClientSourceEntry> ClientSources { get; init; } = ImmutableArray<ClientSourceEntry>.Empty;

    public ImmutableArray<MessageEntry> Messages { get; init; } = ImmutableArray<MessageEntry>.Empty;

    public ImmutableArray<PromptFunctionEntry> PromptFunctions { get; init; } = ImmutableArray<PromptFunctionEntry>.Empty;

    public ImmutableArray<PipelineEntry> Pipelines { get; init; } = ImmutableArray<PipelineEntry>.Empty;

    public ImmutableArray<ContentSwitchEntry> ContentSwitches { get; init; } = ImmutableArray<ContentSwitchEntry>.Empty;

    /// <summary>What a call without a limit may produce, in words: what the SDK or its provider does by itself.</summary>
    public string? DefaultLimit { get; init; }

    /// <summary>True when the clients report to telemetry by themselves, without a step in a pipeline.</summary>
    public bool HasOwnTelemetry { get; init; }

    /// <summary>Names of <c>AppContext</c> switches and environment variables that make the clients report to telemetry.</summary>
    public ImmutableArray<string> TelemetrySwitches { get; init; } = ImmutableArray<string>.Empty;
}

/// <summary>
/// Methods of one type that make a model produce something. Parameters are found by name, in any overload; where overloads
/// take different options, each kind has a row, and the row whose options the overload takes is used.
/// </summary>
internal sealed class CallEntry
{
    public required string Type { get; init; }

    public required ImmutableArray<string> Methods { get; init; }

    public required LlmOperation Operation { get; init; }

    /// <summary>Parameters that carry prompt text or messages.</summary>
    public ImmutableArray<string> Prompts { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>The parameter with the options object; its type is looked up in <see cref="SdkTable.Options"/>.</summary>
    public string? Options { get; init; }

    /// <summary>The parameter that states the model at the call.</summary>
    public string? Model { get; init; }

    /// <summary>The parameter with a raw request body, in which anything can be set.</summary>
    public string? Body { get; init; }

    /// <summary>The parameter with the client, where it is not the receiver (extension and generated methods).</summary>
    public string? Client { get; init; }

    /// <summary>
    /// The parameter with a function object, or <see cref="ClientSourceEntry.Receiver"/>, where the method also runs functions that
    /// are plain C#: it is a call only where the function is seen to be made from a prompt.
    /// </summary>
    public string? Function { get; init; }

    /// <summary>The parameter with a prompt object, which knows its model, its limit and its version.</summary>
    public string? PromptObject { get; init; }

    /// <summary>True when the client remembers its calls, so that each follows from the one before, or can run only one at a time.</summary>
    public bool KeepsState { get; init; }

    /// <summary>True when the client itself is made with a limit, or with settings that hold one, so that a call which states none tells nothing.</summary>
    public bool LimitIsAtClient { get; init; }

    /// <summary>True when <see cref="Type"/> is an attribute that marks the types whose methods these are.</summary>
    public bool OnTypesWithAttribute { get; init; }
}

/// <summary>An options or request type and what its members mean.</summary>
internal sealed class OptionsEntry
{
    public required string Type { get; init; }

    public string? Model { get; init; }

    /// <summary>The constructor parameter that states the model.</summary>
    public string? ModelParameter { get; init; }

    public string? Limit { get; init; }

    /// <summary>An older member for the same limit.</summary>
    public string? OlderLimit { get; init; }

    /// <summary>The type that has the limit, where the object holds one of it and has none itself.</summary>
    public string? LimitIn { get; init; }

    /// <summary>True when the object cannot be made without a limit, so that one which is not seen is set elsewhere.</summary>
    public bool LimitIsRequired { get; init; }

    /// <summary>Members and constructor parameters that hold another options object; what is set there counts too.</summary>
    public ImmutableArray<string> Inner { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>The dictionary that can carry a prompt name and version.</summary>
    public string? Tags { get; init; }

    /// <summary>True when what <see cref="Tags"/> holds reaches neither the provider nor telemetry by itself.</summary>
    public bool TagsStayLocal { get; init; }

    /// <summary>Members and constructor parameters that carry prompt text or messages.</summary>
    public ImmutableArray<string> Prompts { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Members through which anything can be set, so that nothing can be said to be absent.</summary>
    public ImmutableArray<string> Opaque { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Methods that return a copy of the object.</summary>
    public ImmutableArray<string> Copies { get; init; } = ImmutableArray<string>.Empty;
}

/// <summary>A client type.</summary>
internal sealed class ClientEntry
{
    public required string Type { get; init; }

    /// <summary>True when an instance cannot be made without a model, so that the model is stated wherever it comes from.</summary>
    public bool AlwaysHasModel { get; init; }

    /// <summary>The member that states the model for calls which state none.</summary>
    public string? Model { get; init; }

    /// <summary>True when user code implements or derives from the type to pass calls on.</summary>
    public bool IsAbstraction { get; init; }

    /// <summary>Members that hold the client inside, such as the kernel of an agent.</summary>
    public ImmutableArray<string> Inner { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Members with an options object that can state the model.</summary>
    public ImmutableArray<string> Options { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Members that carry prompt text which goes with every call.</summary>
    public ImmutableArray<string> Prompts { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Of a container that gives out services: those that its own calls run on.</summary>
    public ImmutableArray<string> Services { get; init; } = ImmutableArray<string>.Empty;
}

/// <summary>A constructor (<c>.ctor</c>), factory, adapter or pipeline step that yields a client.</summary>
internal sealed class ClientSourceEntry
{
    public required string Type { get; init; }

    public required ImmutableArray<string> Methods { get; init; }

    /// <summary>The parameter that states the model for every call of the client.</summary>
    public string? Model { get; init; }

    /// <summary>The parameter with the client that is wrapped; <see cref="Receiver"/> for the instance the method is called on.</summary>
    public string? Inner { get; init; }

    /// <summary>The parameter with an options object that can state the model; its type is looked up in <see cref="SdkTable.Options"/>.</summary>
    public string? Options { get; init; }

    /// <summary>The parameter with a delegate that edits the options of each call.</summary>
    public string? ConfigureOptions { get; init; }

    /// <summary>The parameter that limits the output of every call of the client.</summary>
    public string? Limit { get; init; }

    /// <summary>What the client sends, in words, where <see cref="Limit"/> is left out.</summary>
    public string? DefaultLimit { get; init; }

    /// <summary>True when a client made without a model can be given one later, so that nothing can be said to be absent.</summary>
    public bool ModelMayFollow { get; init; }

    /// <summary>True when the model is a deployment name rather than a model ID.</summary>
    public bool IsDeployment { get; init; }

    /// <summary>Parameters that carry prompt text which goes with every call of the client.</summary>
    public ImmutableArray<string> Prompts { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>The service types that the method registers with a container, which gives the client out later.</summary>
    public ImmutableArray<string> Services { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>True for the step that reports calls to telemetry.</summary>
    public bool IsTelemetry { get; init; }

    /// <summary>True for a step that writes the options of calls to a log.</summary>
    public bool LogsOptions { get; init; }

    public const string Receiver = "this";

    public const string Constructor = ".ctor";
}

/// <summary>Methods that make a function object out of a prompt.</summary>
internal sealed class PromptFunctionEntry
{
    public required string Type { get; init; }

    public required ImmutableArray<string> Methods { get; init; }

    /// <summary>Parameters that carry the text of the prompt.</summary>
    public ImmutableArray<string> Prompts { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>The parameter with the settings of every call of the function.</summary>
    public string? Options { get; init; }

    /// <summary>Parameters in which anything can be set.</summary>
    public ImmutableArray<string> Bodies { get; init; } = ImmutableArray<string>.Empty;
}

/// <summary>A type of prompt message, or of a part of one, or a list that messages are added to.</summary>
internal sealed class MessageEntry
{
    public required string Type { get; init; }

    /// <summary>Constructor, factory and adding methods.</summary>
    public required ImmutableArray<string> Methods { get; init; }

    /// <summary>The parameters, and the members of the message, that carry its text.</summary>
    public required ImmutableArray<string> Texts { get; init; }
}

/// <summary>Methods that complete a pipeline, or begin one that is completed when its service is asked for.</summary>
internal sealed class PipelineEntry
{
    public required string Type { get; init; }

    public required ImmutableArray<string> Methods { get; init; }

    /// <summary>The type of client that pipelines of this kind wrap and yield.</summary>
    public required string Service { get; init; }

    /// <summary>The parameters with the client that is wrapped, or with a delegate that makes it; empty where the receiver is the builder.</summary>
    public ImmutableArray<string> Inner { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>True when the steps follow the method rather than go before it.</summary>
    public bool IsRegistration => !Inner.IsEmpty;
}

/// <summary>A setting that puts the content of messages into telemetry.</summary>
internal sealed class ContentSwitchEntry
{
    /// <summary>The type whose property it is; null for an <c>AppContext</c> switch or an environment variable.</summary>
    public string? Type { get; init; }

    /// <summary>The name of the property, switch or variable.</summary>
    public required string Name { get; init; }

    /// <summary>The value that turns it on: text, or the name of an enum member. Null for <c>true</c>.</summary>
    public string? Value { get; init; }
}
