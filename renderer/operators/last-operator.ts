let lastId: string | null = null;

/** Keeps who is signed in, for the next sign-in at this page. */
export function rememberOperator(id: string): void {
  lastId = id;
}

/** Who signed in last on this page; null since its start. */
export function lastOperatorId(): string | null {
  return lastId;
}
