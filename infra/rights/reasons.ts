/** What each role is for, so that who reads its rights can judge them. A role without a sentence here fails the test. */
export const REASONS: Readonly<Record<string, string>> = {
  ActivationSweeperRole: "Puts in force what no event brought; it looks in one index and revokes nothing.",
  AttemptIntakeRole:
    "Keeps what partners asked. It reads no more than how often it was asked to keep something.",
  AuditSealerRole:
    "Reads and closes the heads of the trail's chains, signs, and lays down what nobody can lay anything over. It can read no payment and no member.",
  CoverageActivationRole:
    "Brings accepted payments into force and takes reversed ones out; the slices of those are all that it removes.",
  CreditKeeperRole: "Pays on from credit: looks in one index, reads the member, books.",
  EventRelayRole:
    "Sees every change of the ledger, so it may write nothing but failures: a fault in it cannot touch money.",
  FailureIntakeRole: "Makes failures of dead letters and of batches that nobody published.",
  MemberDeskRole:
    "Looks workers up, gives codes, registers. Payments and quotes it may not even read; that it leaves a member's coverage alone only its code says.",
  MemberFeedRole: "Takes in what the core says of members; it alone but for member-desk opens it.",
  OpsApiRole:
    "What people of ops see and may change. It writes the trail of what they do, and of money only what two of them approved.",
  PartnerApiRole:
    "Takes the partners' money. It reads who the partners are and may not say it: nothing that comes in over the wire becomes a partner's key.",
  PublicApiRole: "Serves what anyone may read; it reaches nothing.",
  ReplayRunnerRole: "What the activation's consumer may, its own notes, and the bus.",
  ReportingRole: "Counts and can do nothing else: no item that is money, no member, no failure.",
  SettlementReconciliationRole:
    "Reads payments and can write none: what is found in a file is for people to decide.",
  WatchDeploymentsRole:
    "CodeDeploy's: moves the aliases of the functions that take over step by step, and back when an alarm rings.",
  WatchmanRole: "Looks at how everything stands, opens nothing and can write nothing at all.",
};
