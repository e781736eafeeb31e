"""Which branch of an inquiry a supplier is in, by where it stands in the chain towards the place (case A6)."""

from aktsom.supply_chain.states import Stage


def branch_for(hops: int | None, stage: Stage | None) -> str:
    """`hops` links from what the inquiry is about to the supplier, None where no way is known; `stage` of what leaves
    the place. Who is asked about itself, or sells what is finished there, passes the demands on; where a part or raw
    material comes from there, the final assembly is elsewhere."""
    if hops is None:
        return "explain"
    if hops == 0 or stage in (None, Stage.FINAL):
        return "forward"
    return "components"
