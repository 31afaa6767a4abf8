# For the tests alone; build.ps1 and the runbooks keep to every default rule.
@{
    ExcludeRules = @(
        # A variable of BeforeAll is used in It, which the rule does not see.
        'PSUseDeclaredVarsMoreThanAssignments'
        # The keys are those of the exchange that the tests start.
        'PSAvoidUsingConvertToSecureStringWithPlainText'
        # Start-Exchange and Stop-Exchange serve tests, which ask nobody.
        'PSUseShouldProcessForStateChangingFunctions'
    )
}
