using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;
using LlmHygiene.Tool.Io;

namespace LlmHygiene.Tool.Usage.Store;

/// <summary>
/// An embedded database in a temporary folder of its own. Data beyond the memory limit goes to disk, and disposing the
/// database deletes the folder.
/// </summary>
internal sealed class UsageDatabase : IDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly DuckDBConnection _connection;

    private UsageDatabase(DirectoryInfo folder)
    {
        _folder = folder;
        _connection = new DuckDBConnection("DataSource=" + Path.Combine(folder.FullName, "usage.db"));
    }

    public static UsageDatabase Open(string memory)
    {
        var database = new UsageDatabase(Directory.CreateTempSubdirectory("llm-hygiene-usage-"));
        try
        {
            database._connection.Open();
            database.SetLimits(memory);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public DuckDBAppender CreateAppender(string table) => _connection.CreateAppender(table);

    public void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public long Scalar(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>The rows of a query. Only a chunk of them is in memory at a time.</summary>
    public IEnumerable<DbDataReader> Query(string sql)
    {
        using var command = _connection.CreateCommand();
        command.UseStreamingMode = true;
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return reader;
    }

    public void Dispose()
    {
        _connection.Dispose();
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // The operating system cleans up its temporary folder itself.
        }
    }

    private void SetLimits(string memory)
    {
        try
        {
            Execute($"SET memory_limit = {Literal(memory)}");
        }
        catch (DuckDBException)
        {
            throw new BadInputException($"'{memory}' is not a size of memory. Write it as in 1GB or 512MB.");
        }

        Execute(
            $"""
            SET temp_directory = {Literal(Path.Combine(_folder.FullName, "spill"))};
            SET preserve_insertion_order = false;
            SET enable_progress_bar = false;
            """
        );
    }

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
