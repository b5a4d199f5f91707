using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Model;

/// <summary>A class that the container gets from a factory has what the factory passes to its constructor.</summary>
public class FactoryModelTests
{
    [Theory]
    [InlineData("services.AddSingleton(_ => new Desk(CLIENT)); provider.GetRequiredService<Desk>();")]
    [InlineData("services.AddSingleton(_ => new Desk(CLIENT)); provider.GetService<Shop.Desk>();")]
    [InlineData("services.AddSingleton<Desk>(_ => new Desk(CLIENT));")]
    [InlineData("services.AddSingleton<Desk>(_ => new(CLIENT)); provider.GetServices<Desk>();")]
    [InlineData("services.AddScoped<Shop.Desk>(delegate { return new Desk(CLIENT); });")]
    [InlineData("services.AddSingleton<IDesk, Desk>(p => new Desk(CLIENT));")]
    [InlineData("services.AddSingleton(new Desk(CLIENT)); provider.GetRequiredService<Desk>();")]
    [InlineData("Action<IServiceCollection> all = s => s.AddSingleton(new Desk(CLIENT)); Logger().CreateLogger<Desk>();")]
    [InlineData("services.TryAddKeyedSingleton<Desk>(\"a\", (_, _) => new Desk(CLIENT));")]
    [InlineData("services.AddHostedService<Desk>(_ => new Desk(CLIENT));")]
    public async Task The_factory_states_the_model(string registrations) =>
        Assert.Equal("AtClient(gpt-6-luna)", await ModelAsync(registrations));

    // Here the container makes an object itself, or something does that is not known.
    [Theory]
    [InlineData("services.AddSingleton<Desk>(); var other = new Desk(CLIENT);")]
    [InlineData("services.AddSingleton<Desk>(_ => new Desk(CLIENT)); services.AddTransient<Shop.Desk>();")]
    [InlineData("services.AddSingleton<IDesk, Desk>(); var other = new Desk(CLIENT);")]
    [InlineData("services.AddKeyedSingleton<Desk>(\"a\"); var other = new Desk(CLIENT);")]
    [InlineData("services?.AddSingleton<Desk>(); var other = new Desk(CLIENT);")]
    [InlineData("services.AddHttpClient<Desk>(_ => { }); var other = new Desk(CLIENT);")]
    [InlineData("provider.GetRequiredService<Desk>(); var other = new Desk(CLIENT);")]
    [InlineData("services.AddSingleton(p => new Desk(CLIENT)); services.AddSingleton(p => ActivatorUtilities.CreateInstance<Desk>(p));")]
    [InlineData("services.AddSingleton(typeof(Desk)); services.AddSingleton(p => new Desk(CLIENT));")]
    [InlineData("Own.AddScoped<Desk>(services, () => { }); var other = new Desk(CLIENT);")]
    public async Task An_object_that_the_container_makes_may_have_any_model(string registrations) =>
        Assert.Equal("FlowsIn", await ModelAsync(registrations));

    private static Task<string> ModelAsync(string registrations) =>
        FactTest.FactAsync(
            "model",
            $$"""
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.Extensions.DependencyInjection.Extensions;
            using Microsoft.Extensions.Logging;
            using Shop;

            namespace Shop
            {
                interface IDesk;
                class Desk(IChatClient client) : IDesk, Microsoft.Extensions.Hosting.IHostedService
                {
                    public Task Ask(string text) => client.GetResponseAsync(text);
                    public Task StartAsync(CancellationToken token) => Task.CompletedTask;
                    public Task StopAsync(CancellationToken token) => Task.CompletedTask;
                }
            }

            static class Own
            {
                public static void {{(registrations.Contains("Own.", StringComparison.Ordinal) ? "AddScoped" : "Add")}}<T>(
                    IServiceCollection services, Action configure) => services.AddSingleton(typeof(T));
                public static void AddHttpClient<T>(this IServiceCollection services, Action<object> configure) { }
            }

            static class Setup
            {
                static ILoggerFactory Logger() => throw new NotSupportedException();
                static void Add(IServiceCollection services, IServiceProvider provider)
                {
                    {{registrations.Replace(
                "CLIENT",
                "new OpenAI.OpenAIClient(\"k\").GetChatClient(\"gpt-6-luna\").AsIChatClient()",
                StringComparison.Ordinal
            )}}
                }
            }
            """
        );
}
