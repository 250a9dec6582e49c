import {
  type ColumnMapping,
  type RosterField,
  rosterFields,
} from '../domain/roster/roster-import.ts';
import { normalText } from './normal-text.ts';

/**
 * Guesses which column fills which field from the headers. A column is used once; between two
 * suitable columns the better known header wins, then the one further left. Fields without a column
 * are left out.
 */
export function guessMapping(headers: readonly string[]): ColumnMapping {
  const normal = headers.map(headerText);
  const claims: { field: RosterField; column: number; rank: number }[] = [];
  for (const field of rosterFields) {
    const words = [normalText(field.replace(/[A-Z]/g, ' $&')), ...(headerWords.get(field) ?? [])];
    for (const [column, header] of normal.entries()) {
      const rank = words.indexOf(header);
      if (rank >= 0) claims.push({ field, column, rank });
    }
  }
  claims.sort((a, b) => a.rank - b.rank || a.column - b.column);
  const mapping: ColumnMapping = {};
  const taken = new Set<number>();
  for (const { field, column } of claims) {
    if (mapping[field] !== undefined || taken.has(column)) continue;
    mapping[field] = column;
    taken.add(column);
  }
  return mapping;
}

/** `printedName`, `PRINTED_NAME`, `Printed name *` and `Printed name (badge)` are equal. */
function headerText(header: string): string {
  const spaced = header.replace(/\([^)]*\)/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2');
  return normalText(spaced);
}

/**
 * Headers by which registration systems name their columns, in English, French, German and Spanish,
 * in the form of `normalText`, separated by commas. A list is in order of preference.
 */
const headers: Readonly<Record<RosterField, string>> = {
  registrationCode:
    'registration code, registration number, registration no, registration nr, ' +
    'registration id, reg code, reg no, reg nr, confirmation number, confirmation code, ' +
    'badge number, participant id, delegate id, participant number, code, id, reference, ' +
    'code d inscription, numero d inscription, no d inscription, code inscription, ' +
    'numero inscription, n d inscription, identifiant, anmeldenummer, anmeldecode, ' +
    'registrierungsnummer, registrierungscode, teilnehmernummer, codigo de inscripcion, ' +
    'numero de inscripcion, codigo de registro, numero de registro, codigo',
  title:
    'title, form of address, salutation, courtesy title, honorific, prefix, civilite, ' +
    'titre de civilite, titre, anrede, titel, tratamiento, titulo',
  printedName:
    'printed name, badge name, name on badge, approved printed name, full name, display name, ' +
    'complete name, participant name, delegate name, nom imprime, nom sur le badge, nom badge, ' +
    'nom complet, nom et prenom, prenom et nom, nom prenom, name auf dem ausweis, ' +
    'namensschild, vollstandiger name, vollname, vor und nachname, nombre impreso, ' +
    'nombre en la credencial, nombre completo, nombre y apellidos, nombre y apellido',
  givenName:
    'given name, given names, first name, firstname, first names, forename, forenames, ' +
    'givenname, prenom, prenoms, vorname, vornamen, nombre, nombres, nombre de pila',
  familyName:
    'family name, last name, lastname, surname, familyname, family names, name, ' +
    'nom de famille, nom, nachname, familienname, zuname, apellido, apellidos',
  nativeName:
    'native name, name in native script, name in own script, name in original script, ' +
    'local name, nom dans sa propre ecriture, nom natif, nom en ecriture originale, ' +
    'name in eigener schrift, name in originalschrift, nombre en su escritura, nombre nativo',
  jobTitle:
    'job title, function, position, job, occupation, designation, post, fonction, poste, ' +
    'titre du poste, funktion, berufsbezeichnung, stellung, amtsbezeichnung, cargo, puesto, ' +
    'funcion',
  delegation:
    'delegation, delegation code, delegation name, member, country code, country, member code, ' +
    'member administration, code delegation, code de la delegation, nom de la delegation, ' +
    'code pays, pays, membre, delegationscode, land, landercode, landerkurzel, mitglied, ' +
    'delegacion, codigo de delegacion, pais, codigo de pais, miembro',
  administration:
    'administration, organisation, organization, customs administration, agency, institution, ' +
    'company, employer, affiliation, administration des douanes, organisme, societe, behorde, ' +
    'verwaltung, zollverwaltung, firma, einrichtung, administracion, ' +
    'administracion de aduanas, organizacion, organismo, institucion, empresa',
  role:
    'role, role in delegation, delegation role, role in the delegation, ' +
    'role dans la delegation, rolle, rolle in der delegation, rol, rol en la delegacion, ' +
    'head of delegation, chef de delegation',
  letterOrder:
    'letter order, order, order in letter, order in delegation, rank, sequence, ' +
    'position in letter, ordre, ordre dans la lettre, rang, reihenfolge, rangfolge, orden, ' +
    'orden en la carta',
  category:
    'category, participant category, participant type, type of participant, badge category, ' +
    'badge type, registration type, type, categorie, categorie de participant, ' +
    'type de participant, type de badge, kategorie, teilnehmerkategorie, teilnehmerart, ' +
    'categoria, tipo de participante, tipo',
  grammaticalGender:
    'gender, sex, grammatical gender, genre, sexe, genre grammatical, geschlecht, genero, ' +
    'sexo',
  status:
    'status, registration status, state, statut, etat, statut de l inscription, ' +
    'statut d inscription, anmeldestatus, estado, estado de la inscripcion, estatus',
  days:
    'days, attendance days, days of attendance, valid days, dates, dates of attendance, jours, ' +
    'jours de presence, dates de presence, tage, teilnahmetage, anwesenheitstage, dias, ' +
    'dias de asistencia, fechas',
  language:
    'language, preferred language, working language, correspondence language, langue, ' +
    'langue preferee, langue de travail, sprache, bevorzugte sprache, korrespondenzsprache, ' +
    'idioma, idioma preferido, lengua',
  vip: 'vip, v i p, is vip, personnalite',
  flagged: 'flagged, flag, notify supervisor, signale, a signaler, markiert, senalado',
  listed:
    'listed, list of participants, in list of participants, appear in list, publish, ' +
    'publish name, liste des participants, figurer dans la liste, publier, teilnehmerliste, ' +
    'in teilnehmerliste, lista de participantes, aparecer en la lista',
};

/** The headers of each field, best known first. */
export const headerWords: ReadonlyMap<RosterField, readonly string[]> = new Map(
  Object.entries(headers).map(([field, words]) => [field as RosterField, words.split(', ')]),
);
