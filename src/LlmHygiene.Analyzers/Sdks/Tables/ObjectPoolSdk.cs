using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>Microsoft.Extensions.ObjectPool: pools hand out objects that their policy makes, and the same ones again.</summary>
internal static class ObjectPoolSdk
{
    public const string Namespace = "Microsoft.Extensions.ObjectPool";

    /// <summary>The class of a pool that a policy is given to.</summary>
    public const string DefaultPool = "DefaultObjectPool";

    /// <summary>The types of pools.</summary>
    public static readonly ImmutableArray<string> Pools = ImmutableArray.Create("ObjectPool", DefaultPool);

    /// <summary>The class that makes pools around a policy as it is.</summary>
    public const string DefaultProvider = "DefaultObjectPoolProvider";

    /// <summary>Its base class: another provider may make another policy around it.</summary>
    public const string Provider = "ObjectPoolProvider";

    /// <summary>The types whose method makes a pool around a policy as it is.</summary>
    public static readonly ImmutableArray<string> Makers = ImmutableArray.Create(DefaultProvider, "ObjectPool");

    /// <summary>The method that makes a pool, and that of a policy which makes an object.</summary>
    public const string Create = "Create";

    /// <summary>The parameter with the policy.</summary>
    public const string Policy = "policy";

    /// <summary>The method of a pool that hands an object out.</summary>
    public const string Get = "Get";

    /// <summary>The method of a pool, and of a policy, that takes an object back.</summary>
    public const string Return = "Return";
}
