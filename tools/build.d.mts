/** Builds the app into `out/` unless it is up to date. Throws a SetupError when a source does not compile. */
export function buildIfChanged(): Promise<void>;
