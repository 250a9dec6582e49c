import type { OrganiserAnswer } from '../../../domain/wire/organiser.ts';

/** The secretariat's reports as the hub offers them. */
export function exportsAnswer(): OrganiserAnswer<'exports'> {
  const sheet = ['csv', 'xlsx', 'pdf'] as const;
  const report = (id: string, en: string, fr: string, isDocument = false) => ({
    id,
    title: { en, fr },
    formats: isDocument ? [...sheet, 'docx' as const] : [...sheet],
  });
  return {
    reports: [
      report('participants', 'List of participants', 'Liste des participants', true),
      report('attendance', 'Attendance by person and day', 'Présence par personne et par jour'),
      report('arrivals', 'Arrivals by quarters of an hour', 'Arrivées par quart d’heure'),
      report('no-shows', 'Not arrived', 'Non arrivés'),
      report('quorum', 'Quorum', 'Quorum'),
      report('broken', 'A report that fails', 'Un rapport qui échoue'),
    ],
  };
}
