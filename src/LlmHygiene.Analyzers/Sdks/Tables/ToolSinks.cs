using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>Methods that change something outside of the program.</summary>
/// <param name="Type">The type that declares them, a base type or an interface of it.</param>
/// <param name="Does">What they do, in words after the name of a tool.</param>
internal sealed record ToolSink(string Type, string Does, ImmutableArray<string> Methods);

/// <summary>What a tool can do that somebody should approve. Data only.</summary>
internal static class ToolSinks
{
    public const string ChangesDatabase = "changes a database";
    public const string SendsRequest = "sends an HTTP request that is no GET";

    public const string StartsProcess = "starts a process";
    public const string ChangesFiles = "writes or deletes files";
    private const string SendsMail = "sends mail";

    public static readonly ImmutableArray<ToolSink> All = ImmutableArray.Create(
        Sink("System.Diagnostics.Process", StartsProcess, "Start"),
        Sink(
            "System.IO.File",
            ChangesFiles,
            "WriteAllText",
            "WriteAllTextAsync",
            "WriteAllBytes",
            "WriteAllBytesAsync",
            "WriteAllLines",
            "WriteAllLinesAsync",
            "AppendAllText",
            "AppendAllTextAsync",
            "AppendAllLines",
            "AppendAllLinesAsync",
            "AppendText",
            "CreateText",
            "Create",
            "OpenWrite",
            "Copy",
            "Move",
            "Replace",
            "Delete"
        ),
        Sink("System.IO.Directory", ChangesFiles, "Delete", "Move"),
        Sink("System.IO.FileInfo", ChangesFiles, "Create", "CreateText", "AppendText", "OpenWrite", "CopyTo", "MoveTo", "Delete"),
        Sink("System.IO.DirectoryInfo", ChangesFiles, "MoveTo", "Delete"),
        Sink("System.Data.Common.DbCommand", ChangesDatabase, "ExecuteNonQuery", "ExecuteNonQueryAsync"),
        Sink("System.Data.IDbCommand", ChangesDatabase, "ExecuteNonQuery"),
        Sink("Dapper.SqlMapper", ChangesDatabase, "Execute", "ExecuteAsync"),
        Sink("Microsoft.EntityFrameworkCore.DbContext", ChangesDatabase, "SaveChanges", "SaveChangesAsync"),
        Sink(
            "Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions",
            ChangesDatabase,
            "ExecuteDelete",
            "ExecuteDeleteAsync",
            "ExecuteUpdate",
            "ExecuteUpdateAsync"
        ),
        Sink(
            "Microsoft.EntityFrameworkCore.RelationalQueryableExtensions",
            ChangesDatabase,
            "ExecuteDelete",
            "ExecuteDeleteAsync",
            "ExecuteUpdate",
            "ExecuteUpdateAsync"
        ),
        Sink(
            "Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions",
            ChangesDatabase,
            "ExecuteSql",
            "ExecuteSqlAsync",
            "ExecuteSqlRaw",
            "ExecuteSqlRawAsync",
            "ExecuteSqlInterpolated",
            "ExecuteSqlInterpolatedAsync"
        ),
        Sink(
            "MongoDB.Driver.IMongoCollection",
            ChangesDatabase,
            "InsertOne",
            "InsertOneAsync",
            "InsertMany",
            "InsertManyAsync",
            "ReplaceOne",
            "ReplaceOneAsync",
            "UpdateOne",
            "UpdateOneAsync",
            "UpdateMany",
            "UpdateManyAsync",
            "DeleteOne",
            "DeleteOneAsync",
            "DeleteMany",
            "DeleteManyAsync"
        ),
        Sink("System.Net.Http.HttpClient", SendsRequest, "PostAsync", "PutAsync", "PatchAsync", "DeleteAsync"),
        Sink(
            "System.Net.Http.Json.HttpClientJsonExtensions",
            SendsRequest,
            "PostAsJsonAsync",
            "PutAsJsonAsync",
            "PatchAsJsonAsync",
            "DeleteFromJsonAsync"
        ),
        Sink("System.Net.Mail.SmtpClient", SendsMail, "Send", "SendAsync", "SendMailAsync"),
        Sink("MailKit.IMailTransport", SendsMail, "Send", "SendAsync"),
        Sink("MailKit.MailTransport", SendsMail, "Send", "SendAsync"),
        Sink("SendGrid.ISendGridClient", SendsMail, "SendEmailAsync")
    );

    /// <summary>The names of the methods: a quick test.</summary>
    public static readonly ImmutableHashSet<string> Names = All.SelectMany(static sink => sink.Methods)
        .ToImmutableHashSet(StringComparer.Ordinal);

    /// <summary>The methods of an HTTP client that send a request which says itself what it is.</summary>
    public static readonly ImmutableArray<string> Sends = ImmutableArray.Create("Send", "SendAsync");

    public const string HttpClient = "System.Net.Http.HttpClient";

    /// <summary>HTTP methods that change nothing.</summary>
    public static readonly ImmutableArray<string> Reads = ImmutableArray.Create("Get", "Head", "Options", "Trace");

    /// <summary>How the names of methods begin that send a request which may only ask, such as a search.</summary>
    public const string Posts = "Post";

    /// <summary>How the names of methods begin that remove what is there.</summary>
    public static readonly ImmutableArray<string> Deletes = ImmutableArray.Create("Delete", "ExecuteDelete");

    /// <summary>How SQL begins that removes what is there.</summary>
    public static readonly ImmutableArray<string> DeletingSql = ImmutableArray.Create("DELETE", "DROP", "TRUNCATE");

    /// <summary>Words in names and texts where a program only keeps books: a tool that reads may do that too.</summary>
    public static readonly ImmutableArray<string> Bookkeeping = ImmutableArray.Create(
        "cache",
        "log",
        "audit",
        "history",
        "telemetry",
        "metric",
        "usage",
        "track"
    );

    /// <summary>Words in the names of methods that ask somebody, or that decide by rules of the project whether a tool may do it.</summary>
    public static readonly ImmutableArray<string> Asks = ImmutableArray.Create(
        "Confirm",
        "Approv",
        "Consent",
        "Permission",
        "Authoriz",
        "ReadLine",
        "ReadKey",
        "AskUser",
        "Allowed",
        "ShowDialog",
        "SaveFilePicker",
        "PickSaveFile",
        "DisplayPrompt"
    );

    /// <summary>
    /// Methods that show a message, and ask where their result is used: <c>if (MessageBox.Show(…) == DialogResult.Yes)</c>.
    /// </summary>
    public static readonly ImmutableHashSet<string> Messages = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "MessageBox.Show",
        "MessageBox.ShowAsync",
        "ContentDialog.ShowAsync",
        "MessageDialog.ShowAsync",
        "Page.DisplayAlert",
        "Page.DisplayAlertAsync",
        "Page.DisplayActionSheet",
        "Page.DisplayActionSheetAsync"
    );

    /// <summary>Parts of addresses where a request gets a token, and changes nothing.</summary>
    public static readonly ImmutableArray<string> Logins = ImmutableArray.Create("oauth2", "/token");

    /// <summary>Words in names of methods and members with files that are thrown away.</summary>
    public static readonly ImmutableArray<string> Temporary = ImmutableArray.Create("GetTempPath", "GetTempFileName", "GetRandomFileName");

    /// <summary>How SQL begins that changes nothing.</summary>
    public static readonly ImmutableArray<string> Queries = ImmutableArray.Create("SELECT", "PRAGMA", "EXPLAIN", "SHOW", "SET ");

    private static ToolSink Sink(string type, string does, params string[] methods) => new(type, does, methods.ToImmutableArray());
}
