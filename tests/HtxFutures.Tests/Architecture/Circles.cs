namespace HtxFutures.Tests.Architecture;

/// <summary>Finds the rooms that can be reached from each other.</summary>
internal static class Circles
{
    /// <summary>The circles, largest first; each with the rooms in it.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Between(IEnumerable<Arrow> arrows)
    {
        ILookup<string, string> uses = arrows
            .Where(arrow => arrow.FromRoom != arrow.ToRoom)
            .Select(arrow => (arrow.FromRoom, arrow.ToRoom))
            .Distinct()
            .ToLookup(arrow => arrow.FromRoom, arrow => arrow.ToRoom);
        var reach = uses.ToDictionary(room => room.Key, room => Reach(room.Key, uses));
        return
        [
            .. reach.Keys
                .Where(room => reach[room].Contains(room))
                .Select(room => reach.Keys.Where(other => reach[room].Contains(other) && reach[other].Contains(room)).Order(StringComparer.Ordinal).ToArray())
                .DistinctBy(circle => string.Join('|', circle))
                .OrderByDescending(circle => circle.Length),
        ];
    }

    private static HashSet<string> Reach(string start, ILookup<string, string> uses)
    {
        var reached = new HashSet<string>();
        var open = new Queue<string>([start]);
        while (open.TryDequeue(out string? room))
        {
            foreach (string next in uses[room].Where(reached.Add))
            {
                open.Enqueue(next);
            }
        }

        return reached;
    }
}
