namespace HtxFutures.HelpBuilder;

/// <summary>What the pages are held to. The number is that of the error: HELP001 and so on.</summary>
internal enum HelpRule
{
    /// <summary>Each cmdlet has a page that is named after it, and each page has a cmdlet.</summary>
    PageForCmdlet = 1,

    /// <summary>Each parameter has a text, and each text has a parameter.</summary>
    TextForParameter = 2,

    /// <summary>The headings are those that help has a place for, each once.</summary>
    Headings = 3,

    /// <summary>Three examples or more, each a title, one block of PowerShell that fits the screen, and a remark.</summary>
    Examples = 4,

    /// <summary>Links lead to pages of this help, by their names.</summary>
    Links = 5,

    /// <summary>Inputs and outputs are the types that the cmdlet takes and writes.</summary>
    Types = 6,

    /// <summary>Text is there, and is of the kinds that help can show.</summary>
    Text = 7,
}
