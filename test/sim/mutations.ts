import type { Mutation } from './mutation.ts';
import { hubMutations } from './mutations-hub.ts';
import { kioskMutations } from './mutations-kiosk.ts';

/**
 * Bugs to plant, each of a kind that sync engines have had. They are put into the source while it is
 * loaded (mutating-loader.ts); the product has no switch for them.
 */
export const mutations: readonly Mutation[] = [...hubMutations, ...kioskMutations];
