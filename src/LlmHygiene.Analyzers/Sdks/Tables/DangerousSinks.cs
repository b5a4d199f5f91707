using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>Where text decides what a program does: processes, SQL, file paths, HTML and code.</summary>
internal static class DangerousSinks
{
    private const string EntityFramework = "Microsoft.EntityFrameworkCore.";
    private const string Scripting = "Microsoft.CodeAnalysis.CSharp.Scripting.CSharpScript";

    private static readonly string[] s_pathParameters =
    [
        "path",
        "fileName",
        "sourceFileName",
        "destFileName",
        "dest",
        "sourceDirName",
        "destDirName",
    ];

    private static readonly string[] s_static =
    [
        "System.Diagnostics.Process",
        "System.IO.File",
        "System.IO.Directory",
        "System.Reflection.Assembly",
        "Microsoft.AspNetCore.Http.Results",
        "Microsoft.AspNetCore.Http.TypedResults",
        Scripting,
        "Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree",
        "Microsoft.CodeAnalysis.CSharp.SyntaxFactory",
    ];

    public static readonly ImmutableArray<SinkRow> Rows = ImmutableArray.Create(
        // Processes
        Starts("System.Diagnostics.Process", "Start"),
        Starts("System.Diagnostics.ProcessStartInfo", ".ctor"),
        Sets(SinkKind.Process, "System.Diagnostics.ProcessStartInfo", "FileName", "Arguments"),
        // SQL
        Sets(SinkKind.Sql, "System.Data.IDbCommand", "CommandText"),
        Calls(SinkKind.Sql, "System.Data.IDbCommand", [".ctor"], "cmdText", "commandText"),
        Calls(
            SinkKind.Sql,
            EntityFramework + "RelationalDatabaseFacadeExtensions",
            ["ExecuteSqlRaw", "ExecuteSqlRawAsync", "SqlQueryRaw"],
            "sql"
        ),
        Calls(SinkKind.Sql, EntityFramework + "RelationalQueryableExtensions", ["FromSqlRaw"], "sql"),
        Calls(
            SinkKind.Sql,
            "Dapper.SqlMapper",
            [
                "Execute",
                "ExecuteAsync",
                "ExecuteReader",
                "ExecuteReaderAsync",
                "ExecuteScalar",
                "ExecuteScalarAsync",
                "Query",
                "QueryAsync",
                "QueryFirst",
                "QueryFirstAsync",
                "QueryFirstOrDefault",
                "QueryFirstOrDefaultAsync",
                "QueryMultiple",
                "QueryMultipleAsync",
                "QuerySingle",
                "QuerySingleAsync",
                "QuerySingleOrDefault",
                "QuerySingleOrDefaultAsync",
                "QueryUnbufferedAsync",
            ],
            "sql"
        ),
        // Files
        Calls(
            SinkKind.FilePath,
            "System.IO.File",
            [
                "AppendAllLines",
                "AppendAllLinesAsync",
                "AppendAllText",
                "AppendAllTextAsync",
                "AppendText",
                "Copy",
                "Create",
                "CreateText",
                "Delete",
                "Move",
                "Open",
                "OpenRead",
                "OpenText",
                "OpenWrite",
                "ReadAllBytes",
                "ReadAllBytesAsync",
                "ReadAllLines",
                "ReadAllLinesAsync",
                "ReadAllText",
                "ReadAllTextAsync",
                "ReadLines",
                "ReadLinesAsync",
                "Replace",
                "WriteAllBytes",
                "WriteAllBytesAsync",
                "WriteAllLines",
                "WriteAllLinesAsync",
                "WriteAllText",
                "WriteAllTextAsync",
            ],
            s_pathParameters
        ),
        Calls(SinkKind.FilePath, "System.IO.Directory", ["CreateDirectory", "Delete", "Move"], s_pathParameters),
        Calls(SinkKind.FilePath, "System.IO.FileStream", [".ctor"], s_pathParameters),
        Calls(SinkKind.FilePath, "System.IO.StreamWriter", [".ctor"], s_pathParameters),
        Calls(SinkKind.FilePath, "System.IO.StreamReader", [".ctor"], s_pathParameters),
        // HTML
        Calls(SinkKind.Html, "Microsoft.AspNetCore.Mvc.Rendering.IHtmlHelper", ["Raw"], "value"),
        Calls(SinkKind.Html, "Microsoft.AspNetCore.Html.HtmlString", [".ctor"], "value"),
        new SinkRow
        {
            Kind = SinkKind.Html,
            Type = "Microsoft.AspNetCore.Components.MarkupString",
            Methods = ImmutableArray.Create(".ctor"),
            Parameters = ImmutableArray.Create("value"),
            IsConversion = true,
        },
        Calls(SinkKind.Html, "Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder", ["AddMarkupContent"], "markupContent"),
        Where(SinkKind.Html, "Microsoft.AspNetCore.Mvc.ControllerBase", "Content", "content", "contentType", "html"),
        Where(SinkKind.Html, "Microsoft.AspNetCore.Http.Results", "Content", "content", "contentType", "html"),
        Where(SinkKind.Html, "Microsoft.AspNetCore.Http.TypedResults", "Content", "content", "contentType", "html"),
        Where(SinkKind.Html, "Microsoft.AspNetCore.Http.Results", "Text", "content", "contentType", "html"),
        Where(SinkKind.Html, "Microsoft.AspNetCore.Http.TypedResults", "Text", "content", "contentType", "html"),
        WithWord(SinkKind.Html, "Microsoft.AspNetCore.Http.HttpResponseWritingExtensions", "WriteAsync", "text", HtmlContentType),
        Calls(SinkKind.Html, "Microsoft.Web.WebView2.Core.CoreWebView2", ["NavigateToString"], "htmlContent"),
        Calls(SinkKind.Html, "Microsoft.Web.WebView2.Wpf.WebView2", ["NavigateToString"], "htmlContent"),
        Calls(SinkKind.Html, "Microsoft.Web.WebView2.WinForms.WebView2", ["NavigateToString"], "htmlContent"),
        // Code
        Calls(
            SinkKind.Code,
            "System.Reflection.Assembly",
            ["Load", "LoadFrom", "LoadFile", "UnsafeLoadFrom"],
            "rawAssembly",
            "assemblyFile",
            "path",
            "assemblyString"
        ),
        Calls(SinkKind.Code, Scripting, ["Create", "EvaluateAsync", "RunAsync"], "code"),
        Calls(SinkKind.Code, "Microsoft.CodeAnalysis.Scripting.Script", ["ContinueWith"], "code"),
        WithWord(SinkKind.Code, "Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree", "ParseText", "text", "CSharpCompilation"),
        WithWord(SinkKind.Code, "Microsoft.CodeAnalysis.CSharp.SyntaxFactory", "ParseSyntaxTree", "text", "CSharpCompilation"),
        Calls(SinkKind.Code, "System.CodeDom.Compiler.CodeDomProvider", ["CompileAssemblyFromSource"], "sources"),
        Calls(SinkKind.Code, "System.Management.Automation.PowerShell", ["AddScript"], "script"),
        Calls(SinkKind.Code, "Jint.Engine", ["Evaluate", "Execute"], "code"),
        Calls(SinkKind.Code, "Microsoft.ClearScript.IScriptEngine", ["Evaluate", "Execute", "ExecuteCommand"], "code", "command"),
        Calls(SinkKind.Code, "Microsoft.Scripting.Hosting.ScriptEngine", ["Execute"], "expression"),
        Calls(SinkKind.Code, "NLua.Lua", ["DoString"], "chunk"),
        Calls(SinkKind.Code, "MoonSharp.Interpreter.Script", ["DoString"], "code"),
        Calls(SinkKind.Code, "Microsoft.Web.WebView2.Core.CoreWebView2", ["ExecuteScriptAsync"], "javaScript"),
        Calls(SinkKind.Code, "Microsoft.Web.WebView2.Wpf.WebView2", ["ExecuteScriptAsync"], "javaScript"),
        Calls(SinkKind.Code, "Microsoft.Web.WebView2.WinForms.WebView2", ["ExecuteScriptAsync"], "javaScript")
    );

    /// <summary>Programs that run what one of their arguments says.</summary>
    public static readonly ImmutableHashSet<string> Shells = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "bash",
        "cmd",
        "powershell",
        "pwsh",
        "sh",
        "zsh"
    );

    /// <summary>The argument before that one.</summary>
    public static readonly ImmutableHashSet<string> ShellOptions = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "-c",
        "/c",
        "/k",
        "-Command",
        "-lc"
    );

    /// <summary>A response is HTML where the code that writes it says so.</summary>
    public const string HtmlContentType = "text/html";

    private static SinkRow Starts(string type, string method) =>
        new()
        {
            Kind = SinkKind.Process,
            Type = type,
            Methods = ImmutableArray.Create(method),
            Parameters = ImmutableArray.Create(Program, "arguments"),
            Lists = ImmutableArray.Create("arguments"),
            IsStatic = s_static.Contains(type),
        };

    /// <summary>The parameter with the program that is started.</summary>
    public const string Program = "fileName";

    private static SinkRow Calls(SinkKind kind, string type, string[] methods, params string[] parameters) =>
        new()
        {
            Kind = kind,
            Type = type,
            Methods = methods.ToImmutableArray(),
            Parameters = parameters.ToImmutableArray(),
            IsStatic = s_static.Contains(type),
        };

    private static SinkRow Sets(SinkKind kind, string type, params string[] members) =>
        new()
        {
            Kind = kind,
            Type = type,
            Members = members.ToImmutableArray(),
        };

    private static SinkRow Where(SinkKind kind, string type, string method, string parameter, string where, string word) =>
        new()
        {
            Kind = kind,
            Type = type,
            Methods = ImmutableArray.Create(method),
            Parameters = ImmutableArray.Create(parameter),
            IsStatic = s_static.Contains(type),
            Where = where,
            Word = word,
        };

    private static SinkRow WithWord(SinkKind kind, string type, string method, string parameter, string word) =>
        new()
        {
            Kind = kind,
            Type = type,
            Methods = ImmutableArray.Create(method),
            Parameters = ImmutableArray.Create(parameter),
            IsStatic = s_static.Contains(type),
            Word = word,
        };
}
