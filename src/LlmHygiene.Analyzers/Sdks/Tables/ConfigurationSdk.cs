using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>
/// Microsoft.Extensions.Configuration and Options: how code reads the configuration, and how it fills objects with it.
/// </summary>
internal static class ConfigurationSdk
{
    private const string Namespace = "Microsoft.Extensions.Configuration.";

    /// <summary>The class of the extension methods.</summary>
    public const string Binder = "ConfigurationBinder";

    /// <summary>Those that fill an object, or make one.</summary>
    public static readonly ImmutableArray<string> Binding = ImmutableArray.Create(Bind, Get);

    public const string Configuration = Namespace + "IConfiguration";

    /// <summary>A part of the configuration, which has a value too.</summary>
    public const string Section = Namespace + "IConfigurationSection";

    /// <summary>The member of a section with its own value, and of options with the object.</summary>
    public const string Value = "Value";

    /// <summary>Methods that return a section.</summary>
    public static readonly ImmutableArray<string> Sections = ImmutableArray.Create("GetSection", "GetRequiredSection");

    /// <summary>The method that returns one value, and its parameter for where there is none.</summary>
    public const string GetValue = "GetValue";

    public const string Fallback = "defaultValue";

    /// <summary>The parameters with the key, and with the path of a section.</summary>
    public const string Key = "key";

    public const string Path = "configSectionPath";

    /// <summary>The method that makes an object out of a section.</summary>
    public const string Get = "Get";

    /// <summary>The method that fills an object, or that binds options to a section.</summary>
    public const string Bind = "Bind";

    /// <summary>The method that binds options to the section with a path.</summary>
    public const string BindConfiguration = "BindConfiguration";

    /// <summary>The method that binds the options of its type argument to a section.</summary>
    public const string Configure = "Configure";

    /// <summary>The methods that take a delegate that sets members of options. Their classes are in the namespaces below.</summary>
    public static readonly ImmutableArray<string> Configuring = ImmutableArray.Create(
        Configure,
        "PostConfigure",
        "ConfigureAll",
        "PostConfigureAll"
    );

    /// <summary>The interfaces of classes that set members of options.</summary>
    public static readonly ImmutableArray<string> Configurers = ImmutableArray.Create(
        "IConfigureOptions",
        "IConfigureNamedOptions",
        "IPostConfigureOptions"
    );

    /// <summary>The class and its method that wrap an object as <c>IOptions</c>, and the class that the wrapper is of.</summary>
    public const string Creator = "Options";

    public const string Create = "Create";

    public const string Wrapper = "OptionsWrapper";

    public static readonly ImmutableArray<string> ConfiguringNamespaces = ImmutableArray.Create(
        "Microsoft.Extensions.DependencyInjection",
        "Microsoft.Extensions.Options"
    );

    /// <summary>Classes of <see cref="Configure"/>, <see cref="Bind"/> and <see cref="BindConfiguration"/>.</summary>
    public static readonly ImmutableArray<string> Binders = ImmutableArray.Create(
        Binder,
        "OptionsConfigurationServiceCollectionExtensions",
        "OptionsBuilderConfigurationExtensions"
    );

    /// <summary>The types whose value is an object of options, and the members that return it.</summary>
    public static readonly ImmutableArray<string> OptionsTypes = ImmutableArray.Create(
        "IOptions`1",
        "IOptionsSnapshot`1",
        "IOptionsMonitor`1",
        "OptionsWrapper`1"
    );

    public static readonly ImmutableArray<string> OptionsMembers = ImmutableArray.Create(Value, "CurrentValue", Get);

    /// <summary>The attribute that gives a property another key.</summary>
    public const string KeyAttribute = "ConfigurationKeyNameAttribute";

    /// <summary>The method that makes a configuration of a builder, which has only the sources that were added to it.</summary>
    public const string Build = "Build";

    public static readonly ImmutableArray<string> Builders = ImmutableArray.Create(
        Namespace + "IConfigurationBuilder",
        Namespace + "ConfigurationBuilder",
        Namespace + "ConfigurationManager"
    );

    /// <summary>The methods of hosts that add no source.</summary>
    public static readonly ImmutableArray<string> EmptyHosts = ImmutableArray.Create("CreateEmptyApplicationBuilder", "CreateEmptyBuilder");

    /// <summary>The method that adds a file, and the one that adds values in code, which take precedence over those of files.</summary>
    public const string AddFile = "AddJsonFile";

    public const string AddInCode = "AddInMemoryCollection";
}
