import { dateForm, localeOf } from '../../../domain/base/date-form.ts';
import type { ScreenLanguage } from '../../../domain/base/language.ts';
import type { CheckName, Finding, StationCheck } from '../../../preload/contract/station/care.ts';
import { findingsEn } from './words-en.ts';

/** The result of one check, before it has a text. */
export interface Found {
  check: CheckName;
  state: Finding['state'];
  code: FindingCode;
  /** For the text; never personal data. */
  values?: Readonly<Record<string, Value>>;
}

/** A name, a number, or a moment (UTC milliseconds) as the clocks of a time zone show it. */
type Value = string | number | { at: number; zone: string };

const weights: Readonly<Record<Finding['state'], number>> = {
  ok: 0,
  open: 0,
  warning: 1,
  error: 2,
};

/** Adds the text of a finding. `since`: UTC milliseconds. */
export function findingOf(found: Found, language: ScreenLanguage, since: number): Finding {
  const { text, remedy } = findingWords[language][found.code];
  return {
    check: found.check,
    state: found.state,
    title: checkTitles[language][found.check],
    text: filled(text, found.values ?? {}, language),
    remedy: filled(remedy, found.values ?? {}, language),
    since,
  };
}

/**
 * Fills in `{name}` as the language writes numbers and moments. Fills in `{name|one|other}` with
 * the form that the language uses for that number: texts have neither digits nor plurals of their
 * own.
 */
function filled(
  text: string,
  values: Readonly<Record<string, Value>>,
  language: ScreenLanguage,
): string {
  return text
    .replace(
      /\{(\w+)\|([^|}]*)\|([^|}]*)\}/g,
      (_whole, name: string, one: string, other: string) =>
        new Intl.PluralRules(language).select(Number(values[name])) === 'one' ? one : other,
    )
    .replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : said(value, language);
    });
}

function said(value: Value, language: ScreenLanguage): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') {
    return new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 1 }).format(value);
  }
  const form = { dateStyle: 'long', timeStyle: 'short', timeZone: value.zone } as const;
  return dateForm(language, form).format(value.at);
}

/** Exit code of the command: 0 where all is well or open, 1 with a warning, 2 with an error. */
export function exitCodeOf({ findings }: StationCheck): number {
  return Math.max(0, ...findings.map(({ state }) => weights[state]));
}

const findingsFr: Readonly<Record<keyof typeof findingsEn, { text: string; remedy: string }>> = {
  'store-whole': {
    text: 'Intacte : {facts} {facts|enregistrement|enregistrements}, {delegates} {delegates|délégué|délégués}, chaîne continue.',
    remedy: '',
  },
  'store-damaged': {
    text: 'Endommagée.',
    remedy: 'Redémarrez Lanyard : il restaure la base à partir de sa copie la plus récente.',
  },
  'store-unchecked': {
    text: 'Elle n’a pas pu être lue.',
    remedy: 'Recommencez le contrôle après l’import ou la purge en cours.',
  },
  'store-restored': {
    text: 'Intacte ; restaurée le {at}, {missing} {missing|enregistrement manque|enregistrements manquent} encore.',
    remedy: 'Lisez l’avis ci-dessus et demandez à un superviseur de le régler.',
  },
  'copies-fresh': {
    text: '{copies} {copies|copie|copies}, la plus récente date de {minutes} {minutes|minute|minutes}.',
    remedy: '',
  },
  'copies-none': {
    text: 'Il n’y a pas encore de copie.',
    remedy:
      'Appuyez sur « Copier maintenant » ; en cas d’échec, libérez de la place sur le disque.',
  },
  'copies-failing': {
    text: 'La dernière copie a échoué.',
    remedy:
      'Libérez de la place, vérifiez que le dossier est accessible en écriture, puis appuyez sur « Copier maintenant » : {folder}',
  },
  'copies-no-room': {
    text: 'Il n’y a pas de place pour une copie.',
    remedy: 'Libérez de la place sur le disque de ce dossier : {folder}',
  },
  'copies-no-second': {
    text: 'Le second dossier n’a pas reçu la copie la plus récente.',
    remedy: 'Branchez le second disque, ou retirez « backup.folder » de la configuration.',
  },
  'disk-well': {
    text: '{free} Go {free|libre|libres} ; une écriture sûre prend {flush} ms.',
    remedy: '',
  },
  'disk-low': {
    text: 'Seulement {free} Go {free|libre|libres}.',
    remedy: 'Supprimez ou déplacez des fichiers étrangers à Lanyard jusqu’à avoir 1 Go libre.',
  },
  'disk-full': {
    text: 'Plein : {free} Go {free|libre|libres}.',
    remedy:
      'Libérez de la place tout de suite ; l’accueil continue un temps sur une place réservée.',
  },
  'disk-slow': {
    text: '{free} Go {free|libre|libres}, mais une écriture sûre prend {flush} ms.',
    remedy:
      'Fermez les autres programmes qui écrivent beaucoup, ou placez le dossier de données sur un disque interne.',
  },
  'disk-unknown': {
    text: 'Le système n’indique pas la place libre.',
    remedy: 'Utilisez un dossier sur un disque de cet ordinateur.',
  },
  'key-guarded': { text: 'Gardée par le trousseau du système ou une phrase secrète.', remedy: '' },
  'key-in-file': {
    text: 'Elle se trouve dans un fichier que ce compte peut lire.',
    remedy:
      'Déverrouillez ou installez un trousseau, demandez une phrase secrète au démarrage, ou chiffrez tout le disque.',
  },
  'permissions-right': {
    text: 'Le dossier de données appartient à ce seul compte et peut être écrit.',
    remedy: '',
  },
  'permissions-open': {
    text: 'D’autres comptes de cet ordinateur peuvent ouvrir le dossier de données.',
    remedy: 'Retirez-leur ce droit (chmod 700) : {folder}',
  },
  'permissions-none': {
    text: 'Le dossier de données ne peut pas être écrit.',
    remedy: 'Donnez à ce compte le droit d’écriture : {folder}',
  },
  'device-forbidden': {
    text: 'Ce compte n’a pas le droit d’utiliser l’appareil {device}.',
    remedy:
      'Ajoutez le compte au groupe de l’appareil (souvent lp ou dialout), puis rouvrez la session.',
  },
  'clock-right': { text: 'D’accord avec celle du hub ; fuseau {zone}.', remedy: '' },
  'clock-alone': {
    text: 'Rien à quoi la comparer ; elle indique {now} ({zone}).',
    remedy: 'Comparez-la avec une horloge sûre.',
  },
  'clock-set': {
    text: 'Réglée par la configuration pour la démonstration ou l’exercice.',
    remedy: 'Retirez « clock.start » de la configuration pour un vrai événement.',
  },
  'clock-off': {
    text: '{seconds} {seconds|seconde|secondes} d’écart avec l’horloge du hub.',
    remedy: 'Mettez l’ordinateur à l’heure et activez la mise à l’heure par le réseau.',
  },
  'clock-other-zone': {
    text: 'Le fuseau de l’ordinateur est {zone}, celui de l’événement {event}.',
    remedy: 'Réglez l’ordinateur sur le fuseau de l’événement.',
  },
  'hub-none': { text: 'Ce poste travaille sans hub.', remedy: '' },
  'hub-well': {
    text: '{name} : en contact, {waiting} {waiting|enregistrement|enregistrements} en attente.',
    remedy: '',
  },
  'hub-away': {
    text: '{name} : aucun contact depuis {minutes} {minutes|minute|minutes}, {waiting} {waiting|enregistrement|enregistrements} en attente.',
    remedy:
      'Vérifiez le câble ou le Wi-Fi, et que l’ordinateur du hub fonctionne ; l’accueil continue.',
  },
  'hub-trouble': {
    text: '{name} : l’échange ne fonctionne pas.',
    remedy: 'Ouvrez Synchronisation : l’écran indique que faire.',
  },
  'printers-none': {
    text: 'Aucune imprimante n’est installée.',
    remedy: 'Ajoutez-en une sous Imprimantes, sauf si ce poste n’imprime pas de badges.',
  },
  'printers-well': { text: '{count} {count|prête|prêtes}.', remedy: '' },
  'printers-low': {
    text: '{names} : bientôt plus de papier.',
    remedy: 'Gardez le prochain rouleau à portée de main.',
  },
  'printers-unknown': {
    text: '{names} : état inconnu.',
    remedy: 'Imprimez une page d’essai sous Imprimantes.',
  },
  'printers-stopped': {
    text: '{names} : ne peut pas imprimer.',
    remedy: 'Ouvrez Imprimantes : chacune indique que faire.',
  },
  'camera-ready': { text: 'Elle fonctionne.', remedy: '' },
  'camera-off': { text: 'Désactivée dans les réglages.', remedy: '' },
  'camera-none': {
    text: 'Il n’y a pas de caméra.',
    remedy: 'Branchez-en une, ou désactivez la caméra sous Réglages › Caméra.',
  },
  'camera-failed': {
    text: 'La caméra ne donne pas d’image.',
    remedy: 'Fermez les autres programmes qui l’utilisent, puis débranchez-la et rebranchez-la.',
  },
  'camera-open': {
    text: 'Seule la fenêtre de l’application peut la voir.',
    remedy: 'Ouvrez Réglages › Caméra et présentez un badge.',
  },
  'scanner-seen': {
    text: 'Le dernier code a été lu il y a {minutes} {minutes|minute|minutes}.',
    remedy: '',
  },
  'scanner-open': {
    text: 'Aucun code n’a été lu avec lui depuis le démarrage.',
    remedy: 'Lisez un code sous Réglages › Lecteur à main : ce qu’il tape y est affiché.',
  },
  'fonts-whole': {
    text: '{scripts} {scripts|écriture|écritures}, toutes les lettres de l’échantillon présentes.',
    remedy: '',
  },
  'fonts-missing': {
    text: 'Des lettres manquent : {scripts}.',
    remedy: 'Réinstallez Lanyard : ses fichiers de polices sont endommagés.',
  },
  'power-mains': { text: 'Sur secteur.', remedy: '' },
  'power-battery': {
    text: 'Sur batterie.',
    remedy: 'Branchez l’ordinateur, et désactivez sa mise en veille sur secteur.',
  },
  'power-open': {
    text: 'Inconnue d’ici.',
    remedy: 'Vérifiez que l’ordinateur est branché et ne se met pas en veille.',
  },
  'version-here': { text: 'Lanyard {app}, Electron {electron}, {system}.', remedy: '' },
};

type FindingCode = keyof typeof findingsEn;

/** A finding's text, and one sentence about what to do; empty where there is nothing to do. */
interface FindingWords {
  text: string;
  remedy: string;
}

/**
 * Texts of every finding. They are here and not with the page's because the command reads them too.
 */
export const findingWords: Readonly<
  Record<ScreenLanguage, Readonly<Record<FindingCode, FindingWords>>>
> = { en: findingsEn, fr: findingsFr };

const checkTitles: Readonly<Record<ScreenLanguage, Readonly<Record<CheckName, string>>>> = {
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
    store: 'Base',
    copies: 'Copies de la base',
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
