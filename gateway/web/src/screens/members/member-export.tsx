const NUMBERS = new Set(["age_from", "age_to"]);

/** The filter of the list as a body: numbers and truths as themselves, the order left out. */
export function exportBody(query: Record<string, string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => {
      if (NUMBERS.has(name)) return [name, Number(value)];
      return [name, name === "below" ? value === "true" : value];
    }),
  );
}
