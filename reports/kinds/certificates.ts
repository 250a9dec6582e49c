import { textIn } from '../../domain/base/language.ts';
import { groupOfPerson } from '../../domain/delegations.ts';
import { formatDays } from '../../domain/event/event-dates.ts';
import type { LocalDay } from '../../domain/event/event-file.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import { type Digest, namingDay } from '../digest.ts';
import {
  type CertificatePage,
  heading,
  namePartCells,
  namePartColumns,
  type ReportBody,
  sectioned,
  text,
} from '../report.ts';
import { firstArrivals } from './attendance.ts';

const words = {
  en: {
    title: 'Certificates of attendance',
    heading: 'Certificate of attendance',
    introduction: 'This is to certify that',
    attended: (days: string) => `attended on ${days}.`,
    signature: 'For the secretariat',
    columns: ['Delegation', 'Name', 'Function', 'Administration', 'Days attended'],
    rule: {
      days: (atLeast: number) =>
        `For whoever came on at least ${atLeast} ${atLeast === 1 ? 'day' : 'days'} of the event.`,
      sessions: (names: string) => `For whoever was at: ${names}.`,
    },
    total: (persons: number) => `Certificates: ${persons}`,
    empty: 'Nobody fulfils the rule.',
  },
  fr: {
    title: 'Attestations de présence',
    heading: 'Attestation de présence',
    introduction: 'Il est attesté que',
    attended: (days: string) => `a participé à l’événement, présence constatée\u202F: ${days}.`,
    signature: 'Pour le secrétariat',
    columns: ['Délégation', 'Nom', 'Fonction', 'Administration', 'Jours de présence'],
    rule: {
      days: (atLeast: number) =>
        `Pour qui est venu au moins ${atLeast} ${atLeast === 1 ? 'jour' : 'jours'} de l’événement.`,
      sessions: (names: string) => `Pour qui a assisté à\u202F: ${names}.`,
    },
    total: (persons: number) => `Attestations\u202F: ${persons}`,
    empty: 'Personne ne remplit la règle.',
  },
};

/** Everyone who gets a certificate by the rule, in list order. In PDF one page per person. */
export function certificates(digest: Digest): ReportBody {
  const { language, input } = digest;
  const said = words[language];
  const earned = earnedBy(digest);
  const people = digest.roster.flatMap((delegate) => {
    const days = earned.get(delegate.id);
    return days === undefined ? [] : [{ delegate, days: formatDays(days, language) }];
  });
  const { certificates: rule } = input;
  const note =
    rule.kind === 'days'
      ? said.rule.days(rule.atLeast)
      : said.rule.sessions(rule.checkpoints.map(digest.checkpointName).join(', '));
  const widths = [24, 34, 28, 28, 26];
  return {
    title: said.title,
    groupColumn: 0,
    columns: [
      ...said.columns.map((title, i) =>
        i === 0 ? heading(title, 24) : text(title, widths[i] ?? 20),
      ),
      ...namePartColumns(language),
    ],
    sections: sectioned(
      people,
      ({ delegate }) => digest.delegationName(delegate.delegation),
      ({ delegate, days }) => [
        digest.delegationName(delegate.delegation),
        digest.nameOf(delegate.id),
        delegate.jobTitle,
        delegate.administration,
        days,
        ...namePartCells(delegate),
      ],
    ),
    notes: [note],
    totals:
      people.length === 0
        ? null
        : ['', said.total(people.length), null, null, null, ...namePartCells()],
    certificates: people.map(({ delegate, days }) => pageOf(digest, delegate, days)),
    empty: said.empty,
  };
}

function pageOf({ input, language }: Digest, delegate: Delegate, days: string): CertificatePage {
  const said = words[language];
  const { event } = input;
  const group = groupOfPerson(event, delegate, namingDay(input), language);
  return {
    heading: said.heading,
    event: textIn(event.name, language, event),
    place: `${textIn(event.place, language, event)}, ${formatDays(event.days, language)}`,
    introduction: said.introduction,
    title: delegate.title,
    name: delegate.printedName,
    nativeName: delegate.nativeName,
    delegation: delegate.delegation,
    affiliation: [...new Set([delegate.administration, group])]
      .filter((part) => part !== '')
      .join(', '),
    attended: said.attended(days),
    signature: said.signature,
  };
}

/** The days of everyone who fulfils the rule, whatever day is reported. */
function earnedBy(digest: Digest): Map<string, LocalDay[]> {
  const { event, certificates: rule } = digest.input;
  const all = digest.attendance.standing;
  const arrivals = firstArrivals({ ...digest, standing: all });
  const earned = new Map<string, LocalDay[]>();
  const seen = new Map<string, Set<string>>();
  if (rule.kind === 'sessions') {
    for (const { delegateId, checkpoint } of all) {
      seen.set(delegateId, (seen.get(delegateId) ?? new Set()).add(checkpoint));
    }
  }
  for (const [id, times] of arrivals) {
    const days = event.days.filter((day) => times.has(day));
    const isEarned =
      rule.kind === 'days'
        ? days.length >= rule.atLeast
        : rule.checkpoints.every((checkpoint) => seen.get(id)?.has(checkpoint) ?? false);
    if (isEarned && days.length > 0) earned.set(id, days);
  }
  return earned;
}
