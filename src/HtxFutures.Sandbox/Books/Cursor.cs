namespace HtxFutures.Sandbox.Books;

/// <summary>Where a page begins and which way it goes (facts 2.8).</summary>
/// <param name="From">The id to begin at or beside; 0 for the beginning.</param>
/// <param name="Descending">Towards smaller ids, direction "prev"; from 0 that begins with the newest.</param>
/// <param name="Inclusive">The order with the id <paramref name="From"/> belongs to the page.</param>
internal readonly record struct Cursor(long From, bool Descending = false, bool Inclusive = false);
