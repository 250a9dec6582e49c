import type { PublisherKeys } from '../../domain/wire/update.ts';

/**
 * The two keys of whoever publishes this build: updates that both did not sign are never installed. Null: this build
 * trusts nobody by itself, and only a configuration with `updates.publisherKeys` lets it update.
 */
export const publisherKeys: PublisherKeys | null = null;
