import type { WritableDatabase } from '../../db/base/types.ts';
import { findHubLink } from '../../db/ledger/hub-link.ts';
import { readRetention, writeRetention } from '../../db/privacy/retention.ts';
import type { Config } from '../base/config/config.ts';

/** Applies the configured rule at a start without a hub; a warning for the same day stays. */
export function presetRetention(db: WritableDatabase, { retention: rule }: Config): void {
  if (rule === undefined || findHubLink(db) !== null) return;
  const known = readRetention(db);
  const isSame = known.rule.set === rule.set && known.rule.days === rule.days;
  if (isSame && known.rule.name === rule.name && known.setBy === presetName) return;
  writeRetention(db, rule, { hub: false, setBy: presetName, setAt: Date.now() });
}

const presetName = 'config';
