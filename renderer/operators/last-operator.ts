let lastId: string | null = null;

/** Remembers the operator for the next sign-in on this page. */
export function rememberOperator(id: string): void {
  lastId = id;
}

/** The operator who signed in last on this page; null since its start. */
export function lastOperatorId(): string | null {
  return lastId;
}
