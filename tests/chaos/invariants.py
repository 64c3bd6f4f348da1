"""What must hold of every plan, whatever happened while it was made."""

DONE = 0


def checked(report, undisturbed):
    """Returns a report of which all holds; throws AssertionError with what does not."""
    if found := findings(report, undisturbed):
        raise AssertionError("; ".join(found))
    return report


def findings(report, undisturbed):
    """Returns what is wrong with a report; nothing when all holds."""
    if report["state"] != "completed":
        return [f"it is {report['state']}: {report.get('failure')}"]
    found = []
    for part in ("decision_hash", "decision"):
        if report[part] != undisturbed[part]:
            found.append(f"its {part} differs from that of the undisturbed plan")
    run, ledger = report["run"], report["run"]["ledger"]
    found += _of_ledger(ledger)
    if run["nodes"] == 0 and run["passes"] > 0:
        sets = report["decision"]["sets_in_space"] + report["decision"]["sets_beyond_space"]
        looked_at = run["evaluated"] + run["infeasible"]
        if looked_at != run["passes"] * sets:
            found.append(f"{looked_at} sets were looked at in {run['passes']} passes over {sets}")
    found += [f"it notes: {note}" for note in run["notes"]]
    return found


def _of_ledger(ledger):
    """A batch is issued once and applied once; a lease ends in one way."""
    sums = {"it balances": (ledger["balances"], True),
            "issued": (ledger["issued"], ledger["applied"]),
            "leased": (ledger["leased"],
                       ledger["applied"] + ledger["duplicates"] + ledger["expired"]),
            "set aside": (ledger["set_aside"], 0), "abandoned": (ledger["abandoned"], 0),
            "disagreements": (ledger["disagreements"], 0)}
    for accounts in ("workers", "boards"):
        for part in ("leased", "applied", "duplicates", "expired"):
            sums[f"{part} of all {accounts}"] = (sum(one[part] for one in ledger[accounts]),
                                                 ledger[part])
    return [f"the ledger does not balance: {name} {is_} instead of {ought}"
            for name, (is_, ought) in sums.items() if is_ != ought]
