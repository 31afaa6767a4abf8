namespace HtxFutures.HelpBuilder.Metadata;

/// <summary>How a parameter is used in one parameter set.</summary>
/// <param name="Set">The set; null for all.</param>
/// <param name="IsMandatory">Whether it has to be given.</param>
/// <param name="Position">Where it may stand without its name; null for nowhere.</param>
/// <param name="FromPipeline">Whether it takes objects from the pipeline.</param>
/// <param name="FromPipelineByName">Whether it takes the property of its name from objects of the pipeline.</param>
internal sealed record ParameterUse(string? Set, bool IsMandatory = false, int? Position = null, bool FromPipeline = false, bool FromPipelineByName = false);
