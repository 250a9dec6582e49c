/**
 * The texts of the operator's card. `{key.of.the.app}` is a label on the screen, by its key in
 * ui/words/*.json, so that card and screen cannot differ; `[Ctrl+Z]` is a key of the
 * keyboard.
 */
export type CardLanguage = 'en' | 'fr';

/** A line of the card: what the operator sees or wants, and what to do. */
export interface CardLine {
  when: Record<CardLanguage, string>;
  do: Record<CardLanguage, string>;
}

export interface CardPart {
  title: Record<CardLanguage, string>;
  lines: readonly CardLine[];
}

export const cardTitle: Record<CardLanguage, string> = {
  en: 'Lanyard – operator’s card',
  fr: 'Lanyard – fiche de l’opérateur',
};

/** Fields to fill in by hand. */
export const cardBlanks: Record<CardLanguage, readonly string[]> = {
  en: ['Supervisor', 'Phone', 'This desk’s printer'],
  fr: ['Superviseur', 'Téléphone', 'Imprimante de ce poste'],
};

const line = (when: [string, string], deed: [string, string]): CardLine => ({
  when: { en: when[0], fr: when[1] },
  do: { en: deed[0], fr: deed[1] },
});

export const cardParts: readonly CardPart[] = [
  {
    title: { en: 'Check someone in', fr: 'Valider une arrivée' },
    lines: [
      line(
        ['Begin', 'Commencer'],
        [
          '{signIn.title} Choose your name, type your PIN, {signIn.enter}. The desk says {desk.idle.title}.',
          '{signIn.title} Choisissez votre nom, tapez votre code PIN, {signIn.enter}. Le poste affiche {desk.idle.title}.',
        ],
      ),
      line(
        ['With a code', 'Avec un code'],
        [
          'Scan it, on paper or on a phone, whatever is on the screen.',
          'Scannez-le, sur papier ou sur un téléphone, quel que soit l’écran affiché.',
        ],
      ),
      line(
        ['Without a code', 'Sans code'],
        [
          'Some letters of the name, [↑] [↓] to the person, [Enter] {search.checkIn}.',
          'Quelques lettres du nom, [↑] [↓] jusqu’à la personne, [Entrée] {search.checkIn}.',
        ],
      ),
      line(
        ['{identity.title}', '{identity.title}'],
        [
          'Compare face and name with the document. [Enter] {identity.passport}, [I] {identity.identity-card}, [S] {identity.service-card}, [O] {identity.other}. In doubt [Esc] {identity.aside}.',
          'Comparez le visage et le nom avec le document. [Entrée] {identity.passport}, [I] {identity.identity-card}, [S] {identity.service-card}, [O] {identity.other}. En cas de doute, [Échap] {identity.aside}.',
        ],
      ),
      line(
        ['{verdict.admitted}', '{verdict.admitted}'],
        [
          'The badge prints automatically. Compare it with the person, then [H] {badge.handOver}.',
          'Le badge s’imprime tout seul. Comparez-le avec la personne, puis [H] {badge.handOver}.',
        ],
      ),
    ],
  },
  {
    title: { en: 'The screen says …', fr: 'L’écran affiche…' },
    lines: [
      line(
        ['{verdict.already-in}', '{verdict.already-in}'],
        [
          'Someone has come with this code. Check time and place on the screen; if this is another person, call the supervisor.',
          'Quelqu’un est déjà venu avec ce code. Regardez l’heure et le lieu affichés ; s’il s’agit d’une autre personne, appelez le superviseur.',
        ],
      ),
      line(
        [
          '{verdict.not-registered}, {verdict.unreadable}',
          '{verdict.not-registered}, {verdict.unreadable}',
        ],
        [
          'Scan again, flat and clean; then search by name.',
          'Scannez de nouveau, à plat et sans reflet ; puis cherchez par le nom.',
        ],
      ),
      line(
        ['{verdict.moment}', '{verdict.moment}'],
        [
          'Stay friendly, say nothing of the reason, call the supervisor.',
          'Restez aimable, ne dites rien de la raison, appelez le superviseur.',
        ],
      ),
      ...['hold.paper-out', 'hold.cover-open', 'hold.offline'].map((reason) =>
        line(
          [`{${reason}.title}`, `{${reason}.title}`],
          [`{${reason}.remedy}`, `{${reason}.remedy}`],
        ),
      ),
      line(
        ['{jobs.asking}', '{jobs.asking}'],
        [
          'Look into the printer’s tray. Whole: {badge.cameOut}. Missing or torn: {badge.printAgain}.',
          'Regardez le bac de l’imprimante. Il y est, entier : {badge.cameOut}. Absent ou abîmé : {badge.printAgain}.',
        ],
      ),
      line(
        ['{lists.never}', '{lists.never}'],
        [
          'The network is away. Continue: everything is recorded here and sent later. {lists.old}',
          'Le réseau est coupé. Continuez : tout est enregistré ici et sera envoyé plus tard. {lists.old}',
        ],
      ),
    ],
  },
  {
    title: { en: 'Put right', fr: 'Corriger' },
    lines: [
      line(
        ['Wrong person', 'Mauvaise personne'],
        [
          '[Ctrl+Z] {undo.title}, with the reason. Take the badge back.',
          '[Ctrl+Z] {undo.title}, avec la raison. Reprenez le badge.',
        ],
      ),
      line(
        ['Badge lost or spoilt', 'Badge perdu ou abîmé'],
        [
          '[Ctrl+R] {reprint.title}. The old one is refused from now on.',
          '[Ctrl+R] {reprint.title}. L’ancien est désormais refusé.',
        ],
      ),
      line(
        ['In no list', 'Sur aucune liste'],
        [
          'Search twice. Then [Ctrl+N] {walkIn.title}.',
          'Cherchez deux fois. Puis [Ctrl+N] {walkIn.title}.',
        ],
      ),
      line(
        ['Refused, but to be let in', 'Refusée, mais à admettre'],
        [
          '[Ctrl+O] {override.button} A second person types their PIN.',
          '[Ctrl+O] {override.button} Une deuxième personne tape son code PIN.',
        ],
      ),
      line(
        ['You leave the desk', 'Vous quittez le poste'],
        ['[Ctrl+L] {footer.lock}, each time.', '[Ctrl+L] {footer.lock}, à chaque fois.'],
      ),
      line(['All shortcuts', 'Tous les raccourcis'], ['[?]', '[?]']),
    ],
  },
];
