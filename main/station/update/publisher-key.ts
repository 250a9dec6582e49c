import type { PublisherKeys } from '../../../domain/sync/update.ts';

/**
 * The two keys of this build's publisher: updates that both did not sign are never installed. Null:
 * this build trusts no publisher by default, and can only update with `updates.publisherKeys`
 * configured.
 */
export const publisherKeys: PublisherKeys | null = null;
