namespace HtxFutures.Tests.Hosted;

/// <summary>What a user is asked before anything is sent, and what each answer does. Only a host sees the questions.</summary>
public sealed class QuestionTests : IDisposable
{
    private readonly HostedShell _shell = new();

    public QuestionTests() => _shell.Run("$null = Connect-HtxFutures -Sandbox -OrderCount 20");

    private NotingDesk Desk => _shell.Host.Desk;

    [Fact]
    public void Stop_asks_once_for_each_order_and_names_it()
    {
        int open = Count("Get-HtxOrder BTC-USDT");

        Assert.Equal(open, _shell.Run("Get-HtxOrder BTC-USDT | Stop-HtxOrder -Confirm").Count);
        Assert.Equal(open, Desk.Questions.Count);
        Assert.All(Desk.Questions, question => Assert.Matches("\"Cancel order\" on target \"BTC-USDT order [0-9]+ \\((Buy|Sell) [0-9.]+ at [0-9.]+\\)\"", question));
    }

    [Fact]
    public void No_leaves_an_order_and_no_to_all_leaves_the_rest()
    {
        Desk.Answers.Enqueue("No");
        Desk.Answers.Enqueue("Yes");
        Desk.Answers.Enqueue("No to All");

        Assert.Single(_shell.Run("Get-HtxOrder | Stop-HtxOrder -Confirm -Wait"));
        Assert.Equal(3, Desk.Questions.Count);
        Assert.Equal(19, Count("Get-HtxOrder"));
    }

    [Fact]
    public void Yes_to_all_asks_no_more()
    {
        Desk.Answers.Enqueue("Yes to All");

        Assert.Equal(20, _shell.Run("Get-HtxOrder | Stop-HtxOrder -Confirm").Count);
        Assert.Single(Desk.Questions);
    }

    [Theory]
    [InlineData("$ConfirmPreference = 'Medium'; ", "", 20)]
    [InlineData("$ConfirmPreference = 'Low'; ", "", 20)]
    [InlineData("$ConfirmPreference = 'Low'; ", "-Confirm:$false", 0)]
    [InlineData("$ConfirmPreference = 'None'; ", "", 0)]
    [InlineData("$ConfirmPreference = 'None'; ", "-Confirm", 20)]
    [InlineData("", "-Verbose", 0)]
    [InlineData("", "-Verbose -Confirm", 20)]
    [InlineData("", "-Debug -Confirm:$false", 0)]
    public void Stop_asks_where_PowerShell_does(string preference, string arguments, int questions)
    {
        Assert.Equal(20, _shell.Run($"& {{ {preference} Get-HtxOrder | Stop-HtxOrder {arguments} }}").Count);
        Assert.Equal(questions, Desk.Questions.Count(question => question.Contains("Cancel order", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("$WhatIfPreference = $true; ", "")]
    [InlineData("$WhatIfPreference = $true; $ConfirmPreference = 'Low'; ", "-Verbose")]
    [InlineData("", "-WhatIf -Confirm:$false")]
    [InlineData("", "-WhatIf -Debug")]
    public void What_only_shows_shows_each_order(string preference, string arguments)
    {
        Assert.Empty(_shell.Run($"& {{ {preference} $orders = Get-HtxOrder; $orders | Stop-HtxOrder {arguments} }}"));
        Assert.Equal(20, Desk.Lines.Count(line => line.StartsWith("What if: Performing the operation \"Cancel order\" on target", StringComparison.Ordinal)));
        Assert.Equal(20, Count("Get-HtxOrder"));
    }

    [Fact]
    public void WhatIf_off_by_name_stops_in_spite_of_the_preference() =>
        Assert.Equal(20, _shell.Run("& { $WhatIfPreference = $true; Get-HtxOrder | Stop-HtxOrder -WhatIf:$false }").Count);

    [Fact]
    public void Clear_asks_unasked_and_says_how_many_orders_are_open()
    {
        Desk.Answers.Enqueue("No");

        Assert.Empty(_shell.Run("Clear-HtxOrder BTC-USDT"));
        string question = Assert.Single(Desk.Questions);
        Assert.Contains("BTC-USDT", question, StringComparison.Ordinal);
        Assert.Contains($"{Count("Get-HtxOrder BTC-USDT")} ", question, StringComparison.Ordinal);
        Assert.Equal(20, Count("Get-HtxOrder"));
    }

    [Theory]
    [InlineData("Get-HtxOrder | Stop-HtxOrder -WhatIf")]
    [InlineData("Clear-HtxOrder -AllContract -WhatIf")]
    [InlineData("Enable-HtxAutoCancel 30s -WhatIf")]
    [InlineData("Disconnect-HtxFutures -WhatIf")]
    public void WhatIf_says_so_and_does_nothing(string command)
    {
        Assert.Empty(_shell.Run(command));

        Assert.Empty(Desk.Questions);
        Assert.Contains(Desk.Lines, line => line.StartsWith("What if: ", StringComparison.Ordinal));
        Assert.Equal(20, Count("Get-HtxOrder"));
        Assert.False((bool)_shell.Run("(Get-HtxSession).AutoCancel.Enabled").Single().BaseObject);
    }

    public void Dispose() => _shell.Dispose();

    private int Count(string script) => (int)_shell.Run($"@({script}).Count").Single().BaseObject;
}
