namespace LlmHygiene.Analyzers.Tests.Soundness;

/// <summary>Makes clients: with or without a model, in pipelines, and out of a container.</summary>
internal static class ClientPrograms
{
    public static Code Write(ProgramWriter w)
    {
        var client = Values.Through(w, Kind.Client, Create(w));
        for (var count = w.Below(5) - 2; count > 0; count--)
        {
            var inner = client;
            client = Values.Through(w, Kind.Client, w.Part("client: ?", () => Wrap(w, inner), inner));
        }

        return w.OneIn(14) ? w.Part("service: ?", () => Container(w, client), client) : client;
    }

    private static Code Create(ProgramWriter w) =>
        w.Below(5) switch
        {
            0 => new Code("new OpenAI.Responses.ResponsesClient(\"k\").AsIChatClient()", IsStatic: true),
            1 => new Code("new OpenAI.OpenAIClient(\"k\").GetResponsesClient().AsIChatClient()", IsStatic: true),
            2 => Made(Values.Text(w, "client"), text => $"new OpenAI.OpenAIClient(\"k\").GetChatClient({text}).AsIChatClient()"),
            3 => Made(Values.Text(w, "client"), text => $"OpenAIClientExtensions.AsIChatClient(new OpenAI.Chat.ChatClient({text}, \"k\"))"),
            _ => Made(Values.Text(w, "client"), text => $"new OpenAI.Chat.ChatClient({text}, \"k\").AsIChatClient()"),
        };

    private static Code Made(Code model, Func<string, string> make) => new(make(model.Text), model.IsStatic);

    private static Code Wrap(ProgramWriter w, Code client)
    {
        var (name, text) = Wrapped(w, $"({client})");
        w.Construct("client: " + name);
        w.NamePart("client: ?", "client: " + name);
        return new Code(text, IsStatic: false);
    }

    private static (string Construct, string Text) Wrapped(ProgramWriter w, string client)
    {
        switch (w.Below(13))
        {
            case 0:
                return ("function invocation", $"{client}.AsBuilder().UseFunctionInvocation().Build()");
            case 1:
                return ("configured options", $"{client}.AsBuilder().ConfigureOptions({Configure(w)}).Build()");
            case 2:
                return ("configuring client", $"new ConfigureOptionsChatClient({client}, {Configure(w)})");
            case 3:
                return (
                    "two configurations",
                    $"{client}.AsBuilder().ConfigureOptions({Configure(w)}).ConfigureOptions({Configure(w)}).Build()"
                );
            case 4:
                return ("builder", $"new ChatClientBuilder({client}).UseOpenTelemetry().Build()");
            case 5:
                var builder = w.Name("builder");
                w.Statement($"var {builder} = {client}.AsBuilder();");
                w.Statement($"{builder}.ConfigureOptions({Configure(w)});");
                return ("builder in a local", $"{builder}.Build()");
            case 6:
                return ("use of a delegate", $"{client}.AsBuilder().Use(inner => inner).Build()");
            case 7:
                return ("own client", $"new {Own(w)}({client})");
            case 8:
                return ("own client in a pipeline", $"{client}.AsBuilder().Use(inner => new {Own(w)}(inner)).Build()");
            case 9:
                return (
                    "use of a function",
                    $"{client}.AsBuilder().Use(async (messages, options, next, token) "
                        + $"=> {{ {InOwn(w)} await next(messages, options, token); }}).Build()"
                );
            case 10:
                var method = w.Name("Add");
                w.Member(
                    $"static ChatClientBuilder {method}(ChatClientBuilder builder) "
                        + $"=> builder.ConfigureOptions({Configure(w, isInMember: true)});"
                );
                return ("pipeline in a method", $"{method}({client}.AsBuilder()).Build()");
            case 11:
                var chosen = w.Name("builder");
                w.Statement($"var {chosen} = {client}.AsBuilder();");
                w.Statement($"if ({w.Condition(w.Below(2) == 0)}) {chosen}.ConfigureOptions({Configure(w)});");
                return ("step in a branch", $"{chosen}.Build()");
            default:
                return ("function invoking client", $"new FunctionInvokingChatClient({client})");
        }
    }

    private static string Configure(ProgramWriter w, bool isInMember = false)
    {
        w.HasPipelineModel = true;
        var set = Written(w);
        switch (w.Below(isInMember ? 4 : 7))
        {
            case 0:
                return "o => o.Temperature = 0";
            case 1:
                w.MayLeaveOut = true;
                return $"o => {{ if ({w.Condition(w.Below(2) == 0)}) o.{set}; }}";
            case 2:
                var method = w.Name("SetUp");
                w.Member($"static void {method}(ChatOptions options) => options.{set};");
                return w.Of(method, $"o => {method}(o)", $"new Action<ChatOptions>({method})");
            case 3:
                return $"o => o.{set}";
            case 4:
                var name = w.Name("setUp");
                w.Statement($"Action<ChatOptions> {name} = o => o.{set};");
                return name;
            case 5:
                var twice = w.Name("Twice");
                w.Member($"static Action<ChatOptions> {twice}(Action<ChatOptions> inner) => o => {{ o.{set}; }};");
                return $"{twice}(o => o.Temperature = 0)";
            default:
                return $"o => {{ var p = o; p.{set}; }}";
        }
    }

    private static string Written(ProgramWriter w)
    {
        switch (w.Below(4))
        {
            case 0:
                return $"ModelId ??= \"filled-{w.Below(9)}\"";
            case 1:
                w.HasPipelineLimit = true;
                return "MaxOutputTokens ??= 12";
            default:
                return $"ModelId = \"forced-{w.Below(9)}\"";
        }
    }

    // What a step of the project does to the options.
    private static string InOwn(ProgramWriter w)
    {
        w.HasPipelineModel = true;
        switch (w.Below(4))
        {
            case 0:
                return "";
            case 1:
                return "options = options?.Clone() ?? new(); options.ModelId ??= \"own\";";
            case 2:
                return "options = options?.Clone() ?? new(); options.ModelId = \"own-forced\";";
            default:
                w.HasPipelineLimit = true;
                return "options = new ChatOptions();";
        }
    }

    private static string Own(ProgramWriter w)
    {
        var type = w.Name("Own");
        var change = InOwn(w);
        w.Type(
            $$"""
            sealed class {{type}}(IChatClient inner) : DelegatingChatClient(inner)
            {
                public override Task<ChatResponse> GetResponseAsync(
                    IEnumerable<ChatMessage> messages, ChatOptions options = null, CancellationToken cancellationToken = default)
                {
                    {{change}}
                    return base.GetResponseAsync(messages, options, cancellationToken);
                }
                public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
                    IEnumerable<ChatMessage> messages, ChatOptions options = null, CancellationToken cancellationToken = default)
                {
                    {{change}}
                    return base.GetStreamingResponseAsync(messages, options, cancellationToken);
                }
            }
            """
        );
        return type;
    }

    private static Code Container(ProgramWriter w, Code client)
    {
        w.NeedsOwnCompilation = true;
        var services = w.Name("services");
        var made = w.Local(Kind.Client, client);
        w.Statement($"var {services} = new ServiceCollection();");
        for (var count = 1 + w.Below(2); count > 0; count--)
            w.Statement(Register(w, services, made.Text));
        var provider = w.Name("provider");
        w.Statement($"var {provider} = {services}.BuildServiceProvider();");
        var requested = $"{provider}.GetRequiredService<IChatClient>()";
        switch (w.Below(4))
        {
            case 0:
                w.Construct("service: requested");
                return new Code(requested, IsStatic: false);
            case 1:
                w.Construct("service: requested with GetService");
                return new Code($"{provider}.GetService<IChatClient>()!", IsStatic: false);
            case 2:
                w.Construct("service: requested by type");
                return new Code($"((IChatClient){provider}.GetService(typeof(IChatClient)))", IsStatic: false);
            default:
                w.Construct("service: injected");
                var type = w.Name("Service");
                w.Type($"class {type}(IChatClient client) {{ public IChatClient Client => client; }}");
                if (w.OneIn(3))
                    w.Statement($"GC.KeepAlive(new {type}({Values.Simple(w, Kind.Client)}));");
                return new Code($"ActivatorUtilities.CreateInstance<{type}>({provider}).Client", IsStatic: false);
        }
    }

    private static string Register(ProgramWriter w, string services, string client)
    {
        string Other() => Values.Simple(w, Kind.Client);
        var (name, statement) = w.Below(17) switch
        {
            0 => ("AddSingleton", $"{services}.AddSingleton<IChatClient>({client});"),
            1 => ("AddSingleton with a lambda", $"{services}.AddSingleton<IChatClient>(_ => {client});"),
            2 => ("AddChatClient", $"{services}.AddChatClient({client});"),
            3 => ("AddChatClient with a lambda", $"{services}.AddChatClient(_ => {client});"),
            4 => ("AddChatClient with a step", $"{services}.AddChatClient({client}).ConfigureOptions({Configure(w)});"),
            5 => ("AddTransient", $"{services}.AddTransient(_ => {Other()});"),
            6 => ("keyed", $"{services}.AddKeyedSingleton<IChatClient>(\"key\", {Other()}); {services}.AddSingleton({client});"),
            7 => ("by type", $"{services}.AddSingleton(typeof(IChatClient), {client});"),
            8 => ("descriptor", $"{services}.Add(ServiceDescriptor.Singleton<IChatClient>({client}));"),
            9 => (
                "Replace",
                $"{services}.AddSingleton<IChatClient>({Other()}); {services}.Replace(ServiceDescriptor.Singleton<IChatClient>({client}));"
            ),
            10 => ("TryAdd", $"{services}.TryAddSingleton<IChatClient>({client});"),
            11 => (
                "RemoveAll",
                $"{services}.AddSingleton<IChatClient>({Other()}); {services}.RemoveAll<IChatClient>(); {services}.AddSingleton({client});"
            ),
            12 => (
                "decorated",
                $"{services}.AddSingleton<IChatClient>(_ => {Other()}); "
                    + $"{{ var old = {services}.Last(s => s.ServiceType == typeof(IChatClient)); {services}.Remove(old); "
                    + $"{services}.Add(ServiceDescriptor.Singleton<IChatClient>(p => "
                    + $"new {Own(w)}((IChatClient)old.ImplementationFactory(p)))); }}"
            ),
            13 => (
                "factory",
                $"{services}.AddSingleton(MakeOf(w, client));".Replace("MakeOf(w, client)", Factory(w), StringComparison.Ordinal)
            ),
            14 => ("new descriptor", $"{services}.Add(new ServiceDescriptor(typeof(IChatClient), {client}));"),
            15 => (
                "insert",
                $"{services}.AddSingleton<IChatClient>({client}); {services}.Insert(0, "
                    + $"ServiceDescriptor.Singleton<IChatClient>({Other()}));"
            ),
            _ => ("AddScoped", $"{services}.AddScoped<IChatClient>(_ => {{ return {client}; }});"),
        };
        w.Construct("service: " + name);
        w.NamePart("service: ?", "service: " + name);
        return statement;
    }

    private static string Factory(ProgramWriter w)
    {
        var method = w.Name("Make");
        w.Member($"static IChatClient {method}(IServiceProvider provider) => {Values.Simple(w, Kind.Client)};");
        return $"(Func<IServiceProvider, IChatClient>){method}";
    }
}
