"""`./keten rules`: prove the rules of the gate, compare two versions, explain a decision."""
