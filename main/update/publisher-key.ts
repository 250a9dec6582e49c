import type { PublisherKeys } from '../../domain/wire/update.ts';

/**
 * The two keys of this build's publisher: updates that both did not sign are never installed. Null:
 * this build trusts nobody by default, and only a configuration with `updates.publisherKeys` lets
 * it update.
 */
export const publisherKeys: PublisherKeys | null = null;
