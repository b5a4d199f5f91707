using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>
/// What the declarations of methods that send requests look like, where only the declaration is visible: a helper in another project or
/// package. Words are parts of names, such as "Post" in "PostJsonAsync". Data only.
/// </summary>
internal static class OutsideSenders
{
    /// <summary>The verb whose requests have a body.</summary>
    public const string Post = "Post";

    /// <summary>What a method that sends begins with, after the words that say nothing.</summary>
    public static readonly ImmutableArray<string> Verbs = ImmutableArray.Create(
        Post,
        "Send",
        "Request",
        "Stream",
        "Fetch",
        "Call",
        "Invoke",
        "Execute",
        "Submit",
        "Query",
        "Ask",
        "Chat",
        "Complete"
    );

    /// <summary>A verb that sends if one of <see cref="Results"/> comes next: <c>GetCompletionAsync</c>.</summary>
    public const string Get = "Get";

    public static readonly ImmutableArray<string> Results = ImmutableArray.Create(
        "Response",
        "Completion",
        "Completions",
        "Reply",
        "Answer"
    );

    /// <summary>Words before the verb that say nothing: <c>TryPostAsync</c>, <c>HttpPost</c>, <c>MakeRequest</c>.</summary>
    public static readonly ImmutableArray<string> BeforeVerb = ImmutableArray.Create(
        "Try",
        "Do",
        "Make",
        "Perform",
        "Issue",
        "Run",
        "Http",
        "Https",
        "Rest",
        "Web",
        "Api",
        "Json",
        "Raw",
        "Safe"
    );

    /// <summary>Words with which a method or its type does something else than to send a request and get its response.</summary>
    public static readonly ImmutableHashSet<string> NotSending = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Log",
        "Logs",
        "Logger",
        "Logging",
        "Trace",
        "Tracer",
        "Telemetry",
        "Metric",
        "Metrics",
        "Audit",
        "Auditor",
        "Record",
        "Recorder",
        "Recording",
        "History",
        "Cache",
        "Cached",
        "Key",
        "Keys",
        "Hash",
        "Queue",
        "Queued",
        "Enqueue",
        "Bus",
        "Topic",
        "Hub",
        "Job",
        "Jobs",
        "Schedule",
        "Scheduler",
        "Later",
        "Background",
        "Notification",
        "Notifications",
        "Notifier",
        "Mail",
        "Email",
        "Sms",
        "Build",
        "Builder",
        "Factory",
        "Serializer",
        "Formatter",
        "Parser",
        "Validator",
        "Mock",
        "Mocks",
        "Fake",
        "Fakes",
        "Stub",
        "Stubs",
        "Dummy",
        "Spy",
        "Test",
        "Tests",
        "Testing",
        "Assert",
        "Assertions",
        "Verify",
        "Verifier",
        "Expect",
        "Expectation",
        "Store",
        "Storage",
        "Repository",
        "Database",
        "Sql",
        "Dialog",
        "Navigation",
        "Navigator",
        "Shell",
        "Process",
        "Socket",
        "Sockets"
    );

    /// <summary>The message of HTTP.</summary>
    public const string Message = "HttpRequestMessage";

    /// <summary>What the receiver or an argument of a call contains that passes an address.</summary>
    public static readonly ImmutableArray<string> AddressWords = ImmutableArray.Create(
        "/",
        "url",
        "uri",
        "endpoint",
        "address",
        "path",
        "route",
        "http",
        "resource",
        "link"
    );

    /// <summary>The same in a file that names the message.</summary>
    public static readonly ImmutableArray<string> MessageWords = AddressWords.Add("req").Add("message").Add("msg");

    /// <summary>The last word of a parameter with an address, where its type is a string.</summary>
    public static readonly ImmutableHashSet<string> Address = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "url",
        "uri",
        "address",
        "endpoint",
        "path",
        "route",
        "resource",
        "link",
        "href"
    );

    /// <summary>Words of a parameter with the first part of an address: <c>baseUrl</c>, <c>hostUrl</c>.</summary>
    public static readonly ImmutableHashSet<string> Base = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "base",
        "host",
        "root",
        "server"
    );

    /// <summary>Words of a parameter with the body.</summary>
    public static readonly ImmutableHashSet<string> Body = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "body",
        "content",
        "payload",
        "json",
        "data",
        "dto",
        "request",
        "req",
        "value",
        "obj",
        "object",
        "message",
        "messages",
        "model",
        "input",
        "entity",
        "item"
    );

    /// <summary>Words of a parameter that is no body, whatever its type.</summary>
    public static readonly ImmutableHashSet<string> NoBody = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "header",
        "headers",
        "query",
        "cookie",
        "cookies",
        "key",
        "token",
        "bearer",
        "auth",
        "authorization",
        "authentication",
        "credential",
        "credentials",
        "secret",
        "password",
        "user",
        "username",
        "timeout",
        "option",
        "options",
        "setting",
        "settings",
        "config",
        "configuration",
        "name",
        "id",
        "logger",
        "encoding",
        "type",
        "proxy",
        "client",
        "file",
        "response"
    );

    /// <summary>Parameters with the HTTP verb.</summary>
    public static readonly ImmutableHashSet<string> Verb = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "method",
        "httpMethod",
        "verb",
        "httpVerb"
    );

    /// <summary>The last word of a type that is no response: what a builder or a mapper returns.</summary>
    public static readonly ImmutableHashSet<string> NoResponse = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Request",
        "RequestMessage",
        "Builder",
        "Uri",
        "Url",
        "Guid",
        "DateTime",
        "DateTimeOffset",
        "TimeSpan",
        "Type",
        "Exception",
        "Timer",
        "Ticket",
        "Receipt",
        "Handle",
        "Mock",
        "Setup",
        "Expression"
    );

    /// <summary>Members of a body that is a request to a model. One of them says that the request has a body that a model reads.</summary>
    public static readonly ImmutableArray<string> RequestMembers = ImmutableArray.Create(
        "messages",
        "contents",
        "prompt",
        "input",
        "inputs",
        "instances",
        "model"
    );

    /// <summary>The first word of assemblies whose methods are known, or do something else: the framework, loggers, mocks.</summary>
    public static readonly ImmutableHashSet<string> KnownPrefixes = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "System",
        "Microsoft",
        "mscorlib",
        "netstandard",
        "Windows",
        "WinRT",
        "PresentationFramework",
        "PresentationCore",
        "WindowsBase",
        "Mono",
        "Xamarin",
        "Avalonia",
        "UnityEngine",
        "Unity",
        "LlmHygiene",
        "RestSharp",
        "Flurl",
        "Refit",
        "Azure",
        "AWSSDK",
        "Google",
        "Grpc",
        "Newtonsoft",
        "Serilog",
        "NLog",
        "log4net",
        "OpenTelemetry",
        "Sentry",
        "Polly",
        "MediatR",
        "Mediator",
        "MassTransit",
        "NServiceBus",
        "Rebus",
        "Wolverine",
        "WolverineFx",
        "RabbitMQ",
        "Confluent",
        "Hangfire",
        "Quartz",
        "StackExchange",
        "Dapper",
        "Dapr",
        "Moq",
        "NSubstitute",
        "FakeItEasy",
        "WireMock",
        "RichardSzalay",
        "MockHttp",
        "JustEat",
        "xunit",
        "nunit",
        "TUnit",
        "Shouldly",
        "FluentAssertions",
        "AwesomeAssertions",
        "AutoFixture",
        "Bogus",
        "Verify",
        "BenchmarkDotNet",
        "Spectre",
        "Terminal"
    );
}
