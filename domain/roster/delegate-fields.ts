import { z } from 'zod';
import { maxPlaces } from '../base/bounds.ts';
import { hashSchema, withoutDirections } from '../base/protocol.ts';
import { localDaySchema } from '../event/event-file.ts';
import { extraValuesSchema } from '../event/extra-fields.ts';
import { type DelegateField, field, text, withheld } from './delegate-field.ts';

export const registrationStatuses = ['confirmed', 'pending', 'cancelled', 'revoked'] as const;
export const registrationStatusSchema = z.enum(registrationStatuses);
export type RegistrationStatus = z.infer<typeof registrationStatusSchema>;

/** Whether a change of the status ends a registration: the person's badges become invalid. */
export function endsRegistration(before: RegistrationStatus, after: RegistrationStatus): boolean {
  return isOut(after) && !isOut(before);
}

/** Whether a person with this status is not admitted. */
export function isOut(status: RegistrationStatus): boolean {
  return status === 'cancelled' || status === 'revoked';
}

/** Position within a delegation: heads first, then alternates, then the order of the letter. */
export const delegationRoleSchema = z.enum(['head', 'alternate', 'member']);
export type DelegationRole = z.infer<typeof delegationRoleSchema>;

/** How often one delegate's ticket can be replaced. Stations hold the hashes of all its codes. */
export const maxTicketRenewals = 20;
/**
 * Max hashes of one delegate's ticket codes: each renewal under five secrets (`maxKnownSecrets`).
 */
export const maxTicketHashes = 5 * (maxTicketRenewals + 1);
/** Max tickets of other systems per person. A bundle has one for each of its parts. */
export const maxOutsideTickets = 16;
/** Max further registration codes per person: a code of each later list. */
export const maxOtherCodes = 8;
/** Max characters of a registration code. */
export const maxRegistrationText = 64;

/**
 * Every field of a delegate, in the order of stored texts and lists: only what a desk, a badge or a
 * report needs.
 */
export const delegateFields = {
  /** See `makeDelegateId`: two desks that import the same file get the same id. */
  id: field({
    label: { en: 'Id', fr: 'Identifiant' },
    schema: z.uuid(),
    kept: 'plain',
    door: 'value',
    kiosk: 'value',
  }),
  registrationCode: field({
    label: { en: 'Registration code', fr: 'Code d’inscription' },
    schema: z.string().min(1).max(maxRegistrationText),
    kept: 'plain',
    // Doors hold a hash instead; see `leastData`.
    door: withheld,
    kiosk: 'value',
    headings:
      'registration code, registration number, registration no, registration nr, ' +
      'registration id, reg code, reg no, reg nr, confirmation number, confirmation code, ' +
      'badge number, participant id, delegate id, participant number, attendee number, attendee id, ' +
      'pseudonymization id, code, id, reference, ' +
      'code d inscription, numero d inscription, no d inscription, code inscription, ' +
      'numero inscription, n d inscription, identifiant, anmeldenummer, anmeldecode, ' +
      'registrierungsnummer, registrierungscode, teilnehmernummer, codigo de inscripcion, ' +
      'numero de inscripcion, codigo de registro, numero de registro, codigo',
  }),
  /**
   * Codes that later lists gave a person who was already known. They lead to the person as
   * `registrationCode` does, from which id and tickets were made and which therefore stays.
   */
  otherCodes: field({
    label: { en: 'Other registration code', fr: 'Autre code d’inscription' },
    schema: z.array(z.string().min(1).max(maxRegistrationText)).max(maxOtherCodes),
    kept: 'json',
    missing: [],
    unknown: [],
    // Doors hold hashes instead; see `minimalDataFor`.
    door: { instead: [] },
    kiosk: 'value',
    headings:
      'other registration code, former registration code, previous registration code, ' +
      'autre code d inscription, ancien code d inscription',
  }),
  /**
   * The `ticketHash` of each code of the delegate's ticket, newest first. Only the first code
   * admits.
   */
  ticketHashes: field({
    label: { en: 'Hash of the ticket code', fr: 'Empreinte du code du billet' },
    schema: z.array(hashSchema).min(1).max(maxTicketHashes),
    kept: 'json',
    door: 'value',
    kiosk: 'value',
  }),
  /** The `outsideTicketHash` of each ticket that another system gave the person. Each admits. */
  outsideTickets: field({
    label: { en: 'Ticket of another system', fr: 'Billet d’un autre système' },
    schema: z.array(hashSchema).max(maxOutsideTickets),
    kept: 'json',
    missing: [],
    unknown: [],
    door: 'value',
    kiosk: 'value',
    headings:
      'ticket of another system, ticket secret, ticket, barcode, bar code, qr code, qr, ' +
      'secret, secret du billet, billet, code barres, code qr, strichcode, codigo de barras, codigo qr',
  }),
  /** Form of address, for example "Ms" or "H.E. Mr"; may be empty. */
  title: text(40, {
    label: { en: 'Title', fr: 'Titre' },
    door: withheld,
    kiosk: 'value',
    onBadge: true,
    headings:
      'title, form of address, salutation, courtesy title, honorific, prefix, civilite, ' +
      'titre de civilite, titre, anrede, titel, tratamiento, titulo',
  }),
  /** The approved printed name exactly as the secretariat wrote it. The app never recomputes it. */
  printedName: field({
    label: { en: 'Printed name', fr: 'Nom imprimé' },
    schema: z.string().overwrite(withoutDirections).min(1).max(200),
    text: 200,
    kept: 'plain',
    door: 'value',
    kiosk: 'value',
    onBadge: true,
    headings:
      'printed name, badge name, name on badge, approved printed name, full name, display name, ' +
      'complete name, participant name, delegate name, attendee name, nom imprime, nom sur le badge, nom badge, ' +
      'nom complet, nom et prenom, prenom et nom, nom prenom, name auf dem ausweis, ' +
      'namensschild, vollstandiger name, vollname, vor und nachname, nombre impreso, ' +
      'nombre en la credencial, nombre completo, nombre y apellidos, nombre y apellido',
  }),
  givenName: text(120, {
    label: { en: 'Given name', fr: 'Prénom' },
    door: withheld,
    kiosk: 'value',
    headings:
      'given name, given names, first name, firstname, first names, forename, forenames, ' +
      'attendee name given name, ' +
      'givenname, prenom, prenoms, vorname, vornamen, nombre, nombres, nombre de pila',
  }),
  familyName: text(120, {
    label: { en: 'Family name', fr: 'Nom de famille' },
    door: withheld,
    kiosk: 'value',
    headings:
      'family name, last name, lastname, surname, familyname, family names, ' +
      'attendee name family name, name, ' +
      'nom de famille, nom, nachname, familienname, zuname, apellido, apellidos',
  }),
  /** The name in its own script, or empty. */
  nativeName: text(200, {
    label: { en: 'Name in own script', fr: 'Nom dans son écriture' },
    door: withheld,
    kiosk: 'value',
    onBadge: true,
    headings:
      'native name, name in native script, name in own script, name in original script, ' +
      'local name, nom dans sa propre ecriture, nom natif, nom en ecriture originale, ' +
      'name in eigener schrift, name in originalschrift, nombre en su escritura, nombre nativo',
  }),
  /** The person's position at home ("Director General"); may be empty. */
  jobTitle: text(200, {
    label: { en: 'Function', fr: 'Fonction' },
    door: withheld,
    kiosk: 'value',
    onBadge: true,
    headings:
      'job title, function, position, job, occupation, designation, post, fonction, poste, ' +
      'titre du poste, funktion, berufsbezeichnung, stellung, amtsbezeichnung, cargo, puesto, ' +
      'funcion',
  }),
  /** Code in the event's table of delegations; empty for a person who belongs to none. */
  delegation: field({
    label: { en: 'Delegation code', fr: 'Code de délégation' },
    schema: z.string().max(16),
    kept: 'plain',
    missing: '',
    door: 'value',
    kiosk: 'value',
    onBadge: true,
    headings:
      'delegation, delegation code, delegation name, member, country code, country, member code, ' +
      'member administration, code delegation, code de la delegation, nom de la delegation, ' +
      'code pays, pays, membre, delegationscode, land, landercode, landerkurzel, mitglied, ' +
      'delegacion, codigo de delegacion, pais, codigo de pais, miembro',
  }),
  /** The Customs administration or organisation; may be empty. */
  administration: text(200, {
    label: { en: 'Administration', fr: 'Administration' },
    door: 'value',
    kiosk: 'value',
    onBadge: true,
    headings:
      'administration, organisation, organization, customs administration, agency, institution, ' +
      'company, company name, employer, affiliation, administration des douanes, organisme, societe, behorde, ' +
      'verwaltung, zollverwaltung, firma, einrichtung, administracion, ' +
      'administracion de aduanas, organizacion, organismo, institucion, empresa',
  }),
  /** The address to which the ticket is sent; may be empty. */
  email: text(254, {
    label: { en: 'E-mail', fr: 'Courriel' },
    door: withheld,
    kiosk: withheld,
    headings:
      'attendee email, attendee e mail, email, e mail, email address, e mail address, mail, courriel, adresse electronique, ' +
      'adresse e mail, adresse email, adresse mail, adresse de messagerie, e mail adresse, correo, correo electronico',
  }),
  role: field({
    label: { en: 'Place in the delegation', fr: 'Place dans la délégation' },
    schema: delegationRoleSchema,
    kept: 'plain',
    missing: 'member',
    unknown: 'member',
    door: { instead: 'member' },
    kiosk: 'value',
    headings:
      'role, role in delegation, delegation role, role in the delegation, ' +
      'role dans la delegation, rolle, rolle in der delegation, rol, rol en la delegacion, ' +
      'head of delegation, chef de delegation',
  }),
  /** Position in the delegation's letter; 0 if unknown. */
  letterOrder: field({
    label: { en: 'Order in the letter', fr: 'Ordre dans la lettre' },
    schema: z.int().nonnegative().max(maxPlaces),
    kept: 'plain',
    missing: 0,
    door: { instead: 0 },
    kiosk: { instead: 0 },
    headings:
      'letter order, order, order in letter, order in delegation, rank, sequence, ' +
      'position in letter, ordre, ordre dans la lettre, rang, reihenfolge, rangfolge, orden, ' +
      'orden en la carta',
  }),
  category: field({
    label: { en: 'Category', fr: 'Catégorie' },
    schema: z.string().min(1).max(40),
    kept: 'plain',
    door: 'value',
    kiosk: 'value',
    onBadge: true,
    headings:
      'category, participant category, participant type, type of participant, badge category, ' +
      'badge type, registration type, type, categorie, categorie de participant, ' +
      'type de participant, type de badge, kategorie, teilnehmerkategorie, teilnehmerart, ' +
      'categoria, tipo de participante, tipo',
  }),
  /** Selects the form of bilingual category names ("déléguée"); null if unknown. */
  grammaticalGender: field({
    label: { en: 'Grammatical gender', fr: 'Genre grammatical' },
    schema: z.enum(['feminine', 'masculine']).nullable(),
    kept: 'plain',
    missing: null,
    unknown: null,
    door: { instead: null },
    kiosk: 'value',
    onBadge: true,
    headings:
      'gender, sex, grammatical gender, genre, sexe, genre grammatical, geschlecht, genero, ' +
      'sexo',
  }),
  status: field({
    label: { en: 'Status', fr: 'Statut' },
    schema: registrationStatusSchema,
    kept: 'plain',
    missing: 'confirmed',
    // Sends the person to the desk, like one whom the secretariat has not confirmed.
    unknown: 'pending',
    door: 'value',
    kiosk: 'value',
    headings:
      'status, registration status, registration state, attendee status, order status, state, statut, etat, statut de l inscription, ' +
      'statut d inscription, anmeldestatus, estado, estado de la inscripcion, estatus',
  }),
  /** Days on which the person may be admitted; null for every day of the event. */
  days: field({
    label: { en: 'Days', fr: 'Jours' },
    schema: z.array(localDaySchema).nullable(),
    kept: 'json',
    missing: null,
    door: 'value',
    kiosk: 'value',
    headings:
      'days, attendance days, days of attendance, valid days, dates, dates of attendance, jours, ' +
      'jours de presence, dates de presence, tage, teilnahmetage, anwesenheitstage, dias, ' +
      'dias de asistencia, fechas',
  }),
  /** Preferred language (BCP 47) or null. */
  language: field({
    label: { en: 'Language', fr: 'Langue' },
    schema: z.string().max(16).nullable(),
    kept: 'plain',
    missing: null,
    unknown: null,
    door: { instead: null },
    kiosk: 'value',
    headings:
      'language, preferred language, working language, correspondence language, langue, ' +
      'langue preferee, langue de travail, sprache, bevorzugte sprache, korrespondenzsprache, ' +
      'idioma, idioma preferido, lengua',
  }),
  vip: field({
    label: { en: 'VIP', fr: 'VIP' },
    schema: z.boolean(),
    kept: 'flag',
    missing: false,
    door: { instead: false },
    kiosk: { instead: false },
    headings: 'vip, v i p, is vip, personnalite',
  }),
  /** A discreet notice for the supervisor. The public sees an ordinary "please see the desk". */
  flagged: field({
    label: { en: 'Discreet notice', fr: 'Avis discret' },
    schema: z.boolean(),
    kept: 'flag',
    missing: false,
    door: { instead: false },
    kiosk: { instead: false },
    headings: 'flagged, flag, notify supervisor, signale, a signaler, markiert, senalado',
  }),
  /** False for people who asked not to appear in the list of participants. */
  listed: field({
    label: { en: 'In the list of participants', fr: 'Dans la liste des participants' },
    schema: z.boolean(),
    kept: 'flag',
    missing: true,
    door: { instead: true },
    kiosk: { instead: true },
    headings:
      'listed, list of participants, in list of participants, appear in list, publish, ' +
      'publish name, liste des participants, figurer dans la liste, publier, teilnehmerliste, ' +
      'in teilnehmerliste, lista de participantes, aparecer en la lista',
  }),
  /** Values of the event's own fields by field id (`extraFields` of the event file). */
  extra: field({
    label: { en: 'Fields of this event', fr: 'Champs de cet événement' },
    schema: extraValuesSchema,
    kept: 'json',
    missing: {},
    unknown: {},
    door: 'declared',
    kiosk: 'declared',
  }),
};

export type DelegateFieldName = keyof typeof delegateFields;
export const delegateFieldNames = Object.keys(delegateFields) as DelegateFieldName[];

/** Computes one value for each field, in the order of the list. */
export function ofEachField<T>(
  make: (field: DelegateField, name: DelegateFieldName) => T,
): Record<DelegateFieldName, T> {
  const pairs = delegateFieldNames.map((name) => [
    name,
    make(delegateFields[name] as DelegateField, name),
  ]);
  return Object.fromEntries(pairs);
}
