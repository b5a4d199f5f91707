using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.Sdks;

/// <summary>Compares the names in a table with the packages that a compilation references.</summary>
internal static class SdkTableComparison
{
    /// <summary>What the table names and no package has.</summary>
    public static List<string> Missing(SdkTable table, CSharpCompilation packages)
    {
        var missing = new List<string>();
        foreach (var entry in table.Calls)
        {
            if (Methods(entry.Type, entry.Methods) is not { } methods)
                continue;
            foreach (
                var parameter in entry
                    .Prompts.Concat(entry.PromptFiles)
                    .Concat(new[] { entry.Options, entry.Model, entry.Limit, entry.Body, entry.Client, entry.Function, entry.PromptObject })
                    .OfType<string>()
                    .Where(name => name != ClientSourceRow.Receiver)
            )
                if (!methods.Any(method => method.Parameters.Any(candidate => candidate.Name == parameter)))
                    missing.Add($"{entry.Type}: no overload has a parameter '{parameter}'");
        }

        foreach (var entry in table.Options)
        {
            if (Type(entry.Type) is not { } type)
                continue;
            foreach (var member in entry.Copies.Concat(new[] { entry.Model, entry.Limit, entry.OlderLimit, entry.Tags }.OfType<string>()))
                if (Members(type, member).Length == 0)
                    missing.Add($"{entry.Type}.{member}: no such member");
            foreach (var parameter in entry.Parameters.Where(static member => !member.IsEarlier))
            {
                if (Members(type, parameter.Member).OfType<IPropertySymbol>().FirstOrDefault() is not { } member)
                    missing.Add($"{entry.Type}.{parameter.Member}: no such member");
                else if (
                    parameter.Nested is { } nested
                    && Members((INamedTypeSymbol)member.Type, nested).Length == 0
                    && !IsSwitch(parameter)
                )
                    missing.Add($"{member.Type}.{nested}: no such member");
                else if (
                    parameter.Nested is null
                    && !parameter.Makers.IsEmpty
                    && Members((INamedTypeSymbol)member.Type, parameter.Makers[0]).Length == 0
                )
                    missing.Add($"{member.Type}.{parameter.Makers[0]}: no such method");
            }

            if (entry.LimitIn is { } holder && packages.GetTypesByMetadataName(holder).IsEmpty)
                missing.Add($"{holder}: no such type");
            foreach (var name in entry.Prompts.Concat(entry.Inner).Concat(entry.Opaque).Append(entry.ModelParameter).OfType<string>())
                if (Members(type, name).Length == 0 && !HasConstructorParameter(type, name))
                    missing.Add($"{entry.Type}: neither a member nor a constructor parameter '{name}'");
        }

        foreach (var entry in table.Clients)
        {
            if (Type(entry.Type) is not { } type)
                continue;
            foreach (var member in entry.Inner.Concat(entry.Options).Concat(entry.Prompts).Append(entry.Model).OfType<string>())
                if (Members(type, member).Length == 0)
                    missing.Add($"{entry.Type}.{member}: no such member");
        }

        foreach (var entry in table.ClientSources)
        {
            if (Methods(entry.Type, entry.Methods) is not { } methods)
                continue;
            foreach (
                var parameter in new[] { entry.Model, entry.ConfigureOptions, entry.Options, entry.Inner, entry.Limit }
                    .Concat(entry.Prompts)
                    .OfType<string>()
                    .Where(name => name != ClientSourceRow.Receiver)
            )
                if (!methods.Any(method => method.Parameters.Any(candidate => candidate.Name == parameter)))
                    missing.Add($"{entry.Type}: no overload has a parameter '{parameter}'");
        }

        foreach (var entry in table.PromptFunctions)
        {
            if (Methods(entry.Type, entry.Methods) is not { } methods)
                continue;
            foreach (
                var parameter in entry
                    .Prompts.Concat(entry.Bodies)
                    .Concat([entry.Options, entry.Configuration, entry.Directory, entry.File, entry.Plugin])
                    .OfType<string>()
            )
                if (!methods.Any(method => method.Parameters.Any(candidate => candidate.Name == parameter)))
                    missing.Add($"{entry.Type}: no overload has a parameter '{parameter}'");
        }

        foreach (var entry in table.Messages)
        {
            if (Methods(entry.Type, entry.Methods) is not { } methods)
                continue;
            foreach (var text in entry.Texts)
                if (
                    !methods.Any(method => method.Parameters.Any(candidate => candidate.Name == text))
                    && Members(Type(entry.Type)!, text).Length == 0
                )
                    missing.Add($"{entry.Type}: no overload has a parameter '{text}'");
        }

        foreach (var entry in table.Contents)
            if (Methods(entry.Type, entry.Methods) is { } methods)
                foreach (var name in entry.Members.Append(entry.MediaType).OfType<string>())
                    if (
                        !methods.Any(method => method.Parameters.Any(candidate => candidate.Name == name))
                        && Members(Type(entry.Type)!, name).Length == 0
                    )
                        missing.Add($"{entry.Type}: neither a parameter nor a member '{name}'");

        foreach (var entry in table.Pipelines)
        {
            if (packages.GetTypeByMetadataName(entry.Service) is null)
                missing.Add($"{entry.Service}: no such type");
            if (Methods(entry.Type, entry.Methods) is not { } methods)
                continue;
            foreach (var parameter in entry.Inner)
                if (!methods.Any(method => method.Parameters.Any(candidate => candidate.Name == parameter)))
                    missing.Add($"{entry.Type}: no overload has a parameter '{parameter}'");
        }

        foreach (var entry in table.Endpoints)
        {
            if (Type(entry.Type) is not { } type)
                continue;
            if (entry.Member is { } member && Members(type, member).Length == 0)
                missing.Add($"{entry.Type}.{member}: no such member");
            foreach (var parameter in new[] { entry.Parameter, entry.HttpClient }.OfType<string>())
                if (!type.GetMembers().OfType<IMethodSymbol>().Any(method => method.Parameters.Any(one => one.Name == parameter)))
                    missing.Add($"{entry.Type}: no overload has a parameter '{parameter}'");
        }

        foreach (var entry in table.Http)
        {
            if (Methods(entry.Type, entry.Methods) is not { } methods)
                continue;
            foreach (var parameter in new[] { entry.HttpClient, entry.Options, entry.OtherClient, entry.Address }.OfType<string>())
                if (!methods.Any(method => method.Parameters.Any(one => one.Name == parameter)) && !entry.UsesContainer)
                    missing.Add($"{entry.Type}: no overload has a parameter '{parameter}'");
            var holders = methods
                .SelectMany(method => method.Parameters.Where(one => one.Name == entry.Options).Select(one => (INamedTypeSymbol)one.Type))
                .Append(Type(entry.Type)!)
                .ToList();
            foreach (var member in new[] { entry.HttpClientMember, entry.Transport, entry.RetryPolicy, entry.Holder }.OfType<string>())
                if (!holders.Any(holder => Members(holder, member).Length > 0))
                    missing.Add($"{entry.Type}: no options have '{member}'");
            foreach (var exception in entry.Exceptions)
                if (packages.GetTypeByMetadataName(exception) is null)
                    missing.Add($"{exception}: no such type");
        }

        foreach (var entry in table.ToolLoops)
        {
            if (Methods(entry.Type, entry.Methods) is not { } methods)
                continue;
            foreach (var parameter in new[] { entry.Configure, entry.Tools, entry.Inner }.OfType<string>())
                if (!methods.Any(method => method.Parameters.Any(one => one.Name == parameter)))
                    missing.Add($"{entry.Type}: no overload has a parameter '{parameter}'");
        }

        foreach (var entry in table.ContentSwitches)
        {
            if (entry.Type is null)
            {
                if (!IsWritten(entry.Name))
                    missing.Add($"{entry.Name}: no such text");
            }
            else if (Type(entry.Type) is { } type)
            {
                var member = Members(type, entry.Name).OfType<IPropertySymbol>().FirstOrDefault();
                if (member is null)
                    missing.Add($"{entry.Type}.{entry.Name}: no such member");
                else if (entry.Value is { } value && EnumOf(member.Type)?.GetMembers(value).IsEmpty != false)
                    missing.Add($"{entry.Type}.{entry.Name}: no such value '{value}'");
            }
        }

        foreach (var name in table.TelemetrySwitches)
            if (!IsWritten(name))
                missing.Add($"{name}: no such text");

        return missing;

        // What an assembly compares at run time is in its literals and constants.
        bool IsWritten(string text) =>
            packages.References.Any(reference =>
                reference is PortableExecutableReference { FilePath: { } path }
                && table.Assemblies.Contains(Path.GetFileNameWithoutExtension(path))
                && Contains(path, text)
            );

        INamedTypeSymbol? Type(string name) => Types(name).FirstOrDefault();

        // Several packages may have a class of the same name, for extensions of one type.
        List<INamedTypeSymbol> Types(string name)
        {
            List<INamedTypeSymbol> found =
            [
                .. table
                    .Assemblies.Select(assembly =>
                        packages
                            .References.Select(packages.GetAssemblyOrModuleSymbol)
                            .OfType<IAssemblySymbol>()
                            .FirstOrDefault(symbol => symbol.Name == assembly)
                            ?.GetTypeByMetadataName(name)
                    )
                    .OfType<INamedTypeSymbol>(),
            ];
            if (found.Count == 0)
                missing.Add($"{name}: no such type");
            return found;
        }

        List<IMethodSymbol>? Methods(string type, IEnumerable<string> names)
        {
            if (Types(type) is not { Count: > 0 } symbols)
                return null;
            var found = new List<IMethodSymbol>();
            foreach (var name in names)
            {
                var overloads = symbols.SelectMany(symbol => Members(symbol, name)).OfType<IMethodSymbol>().ToList();
                if (overloads.Count == 0)
                    missing.Add($"{type}.{name}: no such method");
                found.AddRange(overloads);
            }

            return found;
        }
    }

    // What turns reasoning on and off without an effort has no member for it.
    private static bool IsSwitch(ParameterMember parameter) => parameter.Member == "Thinking";

    private static bool Contains(string path, string text) =>
        File.ReadAllBytes(path).AsSpan().IndexOf(System.Text.Encoding.Unicode.GetBytes(text)) >= 0;

    private static ITypeSymbol? EnumOf(ITypeSymbol type) => type is INamedTypeSymbol { TypeArguments: [var argument] } ? argument : type;

    // Calls and factories are in the rows of the type that declares them; properties may be inherited.
    private static ISymbol[] Members(INamedTypeSymbol type, string name)
    {
        var declared = type.GetMembers(name);
        for (var current = type.BaseType; declared.IsEmpty && current is not null; current = current.BaseType)
            declared = [.. current.GetMembers(name).OfType<IPropertySymbol>()];
        return [.. declared.Where(member => member.DeclaredAccessibility == Accessibility.Public)];
    }

    private static bool HasConstructorParameter(INamedTypeSymbol type, string name) =>
        type.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter => parameter.Name == name));
}
