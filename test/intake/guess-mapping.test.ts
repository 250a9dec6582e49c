import { describe, expect, test } from 'vitest';
import { normalText } from '../../intake/cell-text.ts';
import { guessMapping, headerWords } from '../../intake/guess-mapping.ts';

describe('guessMapping', () => {
  test.each([
    [
      'English',
      ['Registration code', 'Title', 'Given name', 'FAMILY NAME', 'Delegation', 'Status', 'E-mail'],
      {
        registrationCode: 0,
        title: 1,
        givenName: 2,
        familyName: 3,
        delegation: 4,
        status: 5,
        email: 6,
      },
    ],
    [
      'French',
      [
        "N° d'inscription",
        'Civilité',
        'Prénom',
        'Nom',
        'Délégation',
        'Fonction',
        'Catégorie',
        'Statut',
      ],
      {
        registrationCode: 0,
        title: 1,
        givenName: 2,
        familyName: 3,
        delegation: 4,
        jobTitle: 5,
        category: 6,
        status: 7,
      },
    ],
    [
      'German',
      ['Anmeldenummer', 'Anrede', 'Vorname', 'Nachname', 'Land', 'Behörde', 'Geschlecht', 'Tage'],
      {
        registrationCode: 0,
        title: 1,
        givenName: 2,
        familyName: 3,
        delegation: 4,
        administration: 5,
        grammaticalGender: 6,
        days: 7,
      },
    ],
    [
      'Spanish',
      ['Código de inscripción', 'Nombre', 'Apellidos', 'País', 'Administración', 'Cargo', 'Idioma'],
      {
        registrationCode: 0,
        givenName: 1,
        familyName: 2,
        delegation: 3,
        administration: 4,
        jobTitle: 5,
        language: 6,
      },
    ],
    [
      'names of programmers',
      ['registrationCode', 'PRINTED_NAME', 'letter-order'],
      { registrationCode: 0, printedName: 1, letterOrder: 2 },
    ],
  ])('knows %s headers', (_, headers, expected) => {
    expect(guessMapping(headers)).toEqual(expected);
  });

  test('prefers the better known of two headers and uses a column once', () => {
    expect(guessMapping(['ID', 'Registration number', 'Name', 'Family name'])).toEqual({
      registrationCode: 1,
      familyName: 3,
    });
  });

  test('leaves unknown columns alone', () => {
    expect(guessMapping(['Passport number', 'Allergies', ''])).toEqual({});
  });

  test('the table of headers is written in the form in which it is compared', () => {
    const all = [...headerWords.values()].flat();
    expect(all.filter((word) => normalText(word) !== word)).toEqual([]);
  });
});
