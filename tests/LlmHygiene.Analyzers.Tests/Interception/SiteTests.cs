namespace LlmHygiene.Analyzers.Tests.Interception;

/// <summary>The name of a call: its type and member.</summary>
public class SiteTests
{
    [Fact]
    public async Task Each_member_of_partial_nested_and_generic_types_has_its_own_site()
    {
        var run = await InterceptedProject
            .Of(
                """
                using Microsoft.Extensions.AI;
                public static class Code
                {
                    public static async Task<string> Run()
                    {
                        var desk = new Shop.Outer<int>.Desk(new FakeClient());
                        return await desk.Ask() + await desk.Property + await ((Shop.IAsk)desk).Explicit() + await desk.Other();
                    }
                }
                namespace Shop
                {
                    interface IAsk { Task<string> Explicit(); }
                    static class Outer<T>
                    {
                        internal sealed partial class Desk(IChatClient client) : IAsk
                        {
                            private readonly Func<IChatClient, Task<ChatResponse>> _field = c => c.GetResponseAsync("Field.");
                            public async Task<string> Ask() =>
                                (await client.GetResponseAsync("One.")).Text + (await client.GetResponseAsync("Two.")).Text;
                            public Task<string> Property => Text(client.GetResponseAsync("Property."));
                            Task<string> IAsk.Explicit() => Text(client.GetResponseAsync("Explicit."));
                            private static async Task<string> Text(Task<ChatResponse> task) => (await task).Text;
                        }
                    }
                }
                """
            )
            .With("Fakes.cs", Fakes.Client)
            .With(
                "More.cs",
                """
                using Microsoft.Extensions.AI;
                file static class Helper { public static Task<ChatResponse> Send(IChatClient client) =>
                    client.GetResponseAsync("Helper."); }
                static class More
                {
                    public static async Task<string> Other(this object desk) => (await Helper.Send(new FakeClient())).Text;
                }
                """
            )
            .RunAsync();
        Assert.Equal(
            ["Shop.Outer.Desk.Ask", "Shop.Outer.Desk.Ask#2", "Shop.Outer.Desk.Property", "Shop.Outer.Desk.Explicit", "Helper.Send"],
            run.Spans.Select(span => span.GetTagItem(CallTelemetry.SiteKey))
        );
    }

    [Fact]
    public void Calls_in_accessors_initializers_and_extension_blocks_are_named_after_the_property_and_the_class()
    {
        var project = InterceptedProject.Of(
            """
            using Microsoft.Extensions.AI;
            namespace Shop;
            interface IDesk { Task Explicit { get; } event Action Rung; }
            sealed class Desk(IChatClient client) : IDesk
            {
                private readonly Task _field = client.GetResponseAsync("Field.");
                public Task Initialized { get; } = client.GetResponseAsync("Property.");
                public Task this[int index] => index == 0 ? _field : client.GetResponseAsync("Indexer.");
                Task IDesk.Explicit => client.GetResponseAsync("Explicit.");
                event Action IDesk.Rung { add { client.GetResponseAsync("Event."); } remove { } }
            }
            static class Extensions
            {
                extension(IChatClient client)
                {
                    public Task Ask() => client.GetResponseAsync("Method.");
                    public Task Answer => client.GetResponseAsync("Property.");
                }
                extension<T>(T client) where T : IChatClient
                {
                    public Task All() => client.GetResponseAsync("Generic.");
                }
            }
            """
        );
        Assert.Equal(
            [
                "Shop.Desk._field",
                "Shop.Desk.Initialized",
                "Shop.Desk.this[]",
                "Shop.Desk.Explicit",
                "Shop.Desk.Rung",
                "Shop.Extensions.Ask",
                "Shop.Extensions.Answer",
                "Shop.Extensions.All",
            ],
            project.Sites()
        );
    }

    [Fact]
    public void A_call_that_the_generator_may_not_be_able_to_bind_has_no_ordinal()
    {
        var project = InterceptedProject.Of(
            """
            using Microsoft.Extensions.AI;
            namespace Shop;
            public class Desk(IChatClient client)
            {
                public async Task Send()
                {
                    await client.GetResponseAsync("One.");
                    await client.GetResponseAsync("Two.", new Made());
                    await client.GetResponseAsync("Three.");
                }
            }
            """
        );
        // Another generator writes the class Made.
        Assert.Equal(["Shop.Desk.Send", "Shop.Desk.Send#2"], project.Sites());
    }

    [Fact]
    public void Top_level_code_and_constructors_have_a_site()
    {
        var project = InterceptedProject.Of(
            """
            using Microsoft.Extensions.AI;
            IChatClient client = new FakeClient();
            Console.WriteLine((await client.GetResponseAsync("Say it.")).Text);
            Console.WriteLine(new Desk(client).First.Text);
            class Desk
            {
                public Desk(IChatClient client) => First = client.GetResponseAsync("Say it.").Result;
                public ChatResponse First { get; }
            }
            """
        ) with
        {
            Kind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication,
        };
        project = project.With("Fakes.cs", Fakes.Client);
        project.Build();
        Assert.Equal(["Program.Main", "Desk.Desk"], project.Sites());
    }
}
