/**
 * The raw Ed25519 public key (base64) of whoever publishes this build: updates that it did not sign are never installed.
 * Null: this build trusts nobody by itself, and only a configuration with `updates.publisherKey` lets it update.
 */
export const publisherKey: string | null = null;
