import type { Delegate } from '../domain/roster/delegate.ts';
import type { DelegationRole, RegistrationStatus } from '../domain/roster/delegate-fields.ts';

/** Values of registration systems (English, French, German, Spanish), as `normalText` forms. */
export const statusWords: Readonly<Record<RegistrationStatus, string>> = {
  confirmed:
    'confirmed, accepted, approved, registered, active, ok, complete, completed, confirme, ' +
    'confirmee, accepte, acceptee, approuve, approuvee, inscrit, inscrite, valide, validee, ' +
    'bestatigt, angenommen, angemeldet, confirmado, confirmada, aceptado, aceptada, inscrito, ' +
    'inscrita',
  pending:
    'pending, waiting, awaiting approval, waitlisted, waiting list, provisional, in progress, ' +
    'draft, submitted, to be confirmed, tbc, unconfirmed, en attente, a confirmer, provisoire, ' +
    'en cours, liste d attente, ausstehend, in bearbeitung, vorlaufig, warteliste, pendiente, ' +
    'en espera, provisional',
  cancelled:
    'cancelled, canceled, withdrawn, declined, annule, annulee, retire, retiree, desiste, ' +
    'desistee, abgesagt, storniert, zuruckgezogen, cancelado, cancelada, anulado, anulada, ' +
    'retirado, retirada',
  revoked:
    'revoked, refused, rejected, denied, barred, blocked, revoque, revoquee, refuse, refusee, ' +
    'rejete, rejetee, widerrufen, abgelehnt, gesperrt, revocado, revocada, rechazado, ' +
    'rechazada',
};

export const roleWords: Readonly<Record<DelegationRole, string>> = {
  head:
    'head, head of delegation, hod, leader, chief delegate, chef, cheffe, chef de delegation, ' +
    'cheffe de delegation, leiter, leiterin, delegationsleiter, delegationsleiterin, jefe, ' +
    'jefa, jefe de delegacion, jefa de delegacion',
  alternate:
    'alternate, alternate head, alternate head of delegation, deputy, deputy head, ' +
    'deputy head of delegation, suppleant, suppleante, chef adjoint, cheffe adjointe, adjoint, ' +
    'adjointe, stellvertreter, stellvertreterin, suplente, adjunto, adjunta',
  member:
    'member, delegate, adviser, advisor, membre, delegue, deleguee, conseiller, conseillere, ' +
    'mitglied, delegierter, delegierte, miembro, delegado, delegada',
};

export const genderWords: Readonly<
  Record<NonNullable<Delegate['grammaticalGender']> | 'unknown', string>
> = {
  feminine:
    'f, w, female, feminine, woman, ms, mrs, miss, feminin, femme, mme, madame, weiblich, ' +
    'frau, femenino, mujer, sra, senora',
  masculine:
    'm, h, male, masculine, man, mr, masculin, homme, monsieur, mannlich, herr, masculino, ' +
    'hombre, sr, senor',
  unknown:
    'x, u, d, other, unknown, not specified, unspecified, prefer not to say, n a, autre, ' +
    'inconnu, non precise, divers, unbekannt, otro, desconocido',
};

export const yesWords = 'yes, y, true, 1, x, oui, o, vrai, ja, j, wahr, si, s, verdadero';
export const noWords = 'no, n, false, 0, non, faux, nein, falsch, falso';

export const languageWords: Readonly<Record<string, string>> = {
  en: 'english, anglais, englisch, ingles',
  fr: 'french, francais, franzosisch, frances',
  es: 'spanish, espagnol, spanisch, espanol',
  ar: 'arabic, arabe, arabisch, العربية',
  ru: 'russian, russe, russisch, ruso, русскии',
  pt: 'portuguese, portugais, portugiesisch, portugues',
  de: 'german, allemand, deutsch, aleman',
  zh: 'chinese, chinois, chinesisch, chino, 中文',
};

export const everyDayWords =
  'all, all days, every day, full event, tous, tous les jours, alle, alle tage, todos, ' +
  'todos los dias';
