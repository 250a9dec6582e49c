import type { ScreenLanguage } from '../../domain/language.ts';
import type { CheckName } from '../../preload/contract/doctor.ts';
import { findingsEn } from './words-en.ts';
import { findingsFr } from './words-fr.ts';

/** What is found, as a code. */
export type FindingCode = keyof typeof findingsEn;

/** What was found, and one sentence about what to do; empty where nothing is. */
export interface FindingWords {
  text: string;
  remedy: string;
}

/** Words of every finding. Both the page and the command read them, so they lie here and not with the page's. */
export const findingWords: Readonly<
  Record<ScreenLanguage, Readonly<Record<FindingCode, FindingWords>>>
> = { en: findingsEn, fr: findingsFr };

/** Names of what is looked at. */
export const checkTitles: Readonly<Record<ScreenLanguage, Readonly<Record<CheckName, string>>>> = {
  en: {
    store: 'Store',
    copies: 'Copies of the store',
    disk: 'Disk',
    key: 'Key',
    permissions: 'Permissions',
    clock: 'Clock',
    hub: 'Hub',
    printers: 'Printers',
    camera: 'Camera',
    scanner: 'Hand scanner',
    fonts: 'Fonts',
    power: 'Power',
    version: 'Version',
  },
  fr: {
    store: 'Registre',
    copies: 'Copies du registre',
    disk: 'Disque',
    key: 'Clé',
    permissions: 'Droits d’accès',
    clock: 'Horloge',
    hub: 'Hub',
    printers: 'Imprimantes',
    camera: 'Caméra',
    scanner: 'Lecteur à main',
    fonts: 'Polices',
    power: 'Alimentation',
    version: 'Version',
  },
};
