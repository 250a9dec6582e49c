import { CircleAlert, CircleCheck, CircleMinus, RefreshCw, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { firstLanguage, textIn } from '../../domain/base/language.ts';
import type { ReadinessLineName, ReadinessState } from '../../domain/station/readiness.ts';
import type { Readiness } from '../../preload/contract/station/care.ts';
import { Button } from '../../ui/button.tsx';
import { Chip, type Tone } from '../../ui/chip.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useFormats } from '../../ui/formats.ts';
import { type Screen, type SettingsSubject, useNavigation } from '../../ui/navigation.tsx';
import { useAnswer } from '../base/page-client.ts';
import { useStation } from '../base/station.tsx';
import { RehearsalSection } from './rehearsal/rehearsal-section.tsx';
import './health.css';

type Place = { screen: Exclude<Screen, 'settings'> } | { subject: SettingsSubject };

const places: Readonly<Record<ReadinessLineName | Readiness['findings'][number]['check'], Place>> =
  {
    event: { subject: 'station' },
    // The organiser’s page has the texts; that screen has its address and its accounts.
    texts: { screen: 'sync' },
    people: { screen: 'roster' },
    groups: { screen: 'roster' },
    languages: { screen: 'roster' },
    email: { screen: 'roster' },
    tickets: { screen: 'roster' },
    printers: { screen: 'printers' },
    stock: { screen: 'badges' },
    templates: { screen: 'templates' },
    supervisors: { subject: 'operators' },
    hub: { screen: 'sync' },
    stations: { screen: 'sync' },
    waiting: { screen: 'sync' },
    lanes: { screen: 'sync' },
    camera: { subject: 'camera' },
    scanner: { subject: 'scanner' },
    store: { subject: 'health' },
    copies: { subject: 'health' },
    disk: { subject: 'health' },
    key: { subject: 'health' },
    permissions: { subject: 'health' },
    clock: { subject: 'health' },
    fonts: { subject: 'health' },
    power: { subject: 'health' },
    version: { subject: 'health' },
  };

/** What is missing before the doors open: each line with its remedy and a link to it. */
export function ReadinessSection(): ReactNode {
  const { t } = useTranslation();
  const { showSettings } = useNavigation();
  const { number, time } = useFormats();
  // Not renewed by notices: counting the roster and testing the disk take time.
  const { value, failure, renew } = useAnswer('getReadiness', []);
  const open = [...(value?.lines ?? []), ...(value?.findings ?? [])];
  const countOf = (state: ReadinessState): string =>
    number(open.filter((one) => one.state === state).length);
  return (
    <div className="grid gap-4">
      <section className="card grid gap-4" aria-labelledby="readiness">
        <header className="health-head flex items-center flex-wrap gap-x-4 gap-y-2">
          <h2 id="readiness">{t('readiness.title')}</h2>
          <p className="field-hint" aria-live="polite">
            {value === null
              ? t('health.looking')
              : t('readiness.summary', {
                  toDo: countOf('to-do'),
                  look: countOf('look'),
                  at: time(value.at),
                })}
          </p>
          <Button icon={<RefreshCw />} onPress={renew}>
            {t('health.again')}
          </Button>
        </header>
        <FailureNote failure={failure} />
        <ul className="health-list">
          {value?.lines.map((one) => (
            <EventLine
              key={one.line}
              one={one}
              stations={one.line === 'stations' ? value.stations : []}
            />
          ))}
          {value?.findings.map(({ check, ...one }) => (
            <Line key={check} {...one} place={places[check]} />
          ))}
        </ul>
      </section>
      {value !== null && (
        <RehearsalSection
          known={value.rehearsal}
          hasHub={value.lines.some(({ line, result }) => line === 'hub' && result !== 'nothing')}
          showTraining={() => showSettings('training')}
        />
      )}
    </div>
  );
}

/** A line with the page's own text, and below it one for each station. */
function EventLine({
  one,
  stations,
}: {
  one: Readiness['lines'][number];
  stations: Readiness['stations'];
}): ReactNode {
  const { t } = useTranslation();
  const { language, languageName, list, moment, number, shortDay } = useFormats();
  const { event } = useStation();
  const counts = Object.entries(one.values).map(([name, value]) => [
    name,
    typeof value === 'number' ? number(value) : value,
  ]);
  const values = {
    name: textIn(event.name, language, event),
    first: languageName(firstLanguage(event)),
    dayList: list(event.days.map(shortDay)),
    ...Object.fromEntries(counts),
  };
  const isOpen = one.state === 'to-do' || one.state === 'look';
  return (
    <Line
      state={one.state}
      title={t(`readiness.line.${one.line}`)}
      text={one.result === 'nothing' ? '' : t(`readiness.text.${one.result}`, values)}
      remedy={isOpen ? t(`readiness.remedy.${one.result}`, values) : ''}
      place={places[one.line]}
    >
      {stations.map(({ id, name, lastSeen }) => (
        <p key={id} className="field-hint">
          {lastSeen === null
            ? t('readiness.text.station-never', { name })
            : t('readiness.text.station', { name, at: moment(lastSeen) })}
        </p>
      ))}
    </Line>
  );
}

const looks: Readonly<Record<ReadinessState, { tone: Tone; Icon: typeof CircleCheck }>> = {
  done: { tone: 'go', Icon: CircleCheck },
  look: { tone: 'look', Icon: TriangleAlert },
  'to-do': { tone: 'stop', Icon: CircleAlert },
  'not-applicable': { tone: 'quiet', Icon: CircleMinus },
};

function Line({
  state,
  title,
  text,
  remedy,
  place,
  children,
}: {
  state: ReadinessState;
  title: string;
  text: string;
  remedy: string;
  place: Place;
  children?: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const { go, showSettings } = useNavigation();
  const { tone, Icon } = looks[state];
  const name = 'subject' in place ? t(`settings.tabs.${place.subject}`) : t(`app.${place.screen}`);
  return (
    <li className="grid gap-x-4 gap-y-2 items-center py-3 border-t">
      <strong>{title}</strong>
      <Chip tone={tone} icon={<Icon aria-hidden="true" size={16} />}>
        {t(`readiness.state.${state}`)}
      </Chip>
      <div className="health-words wrap-anywhere">
        <p>{text}</p>
        {remedy !== '' && <p className="font-semibold">{remedy}</p>}
        {children}
      </div>
      {(state === 'to-do' || state === 'look') && (
        <Button
          onPress={() => ('subject' in place ? showSettings(place.subject) : go(place.screen))}
        >
          {t('readiness.open', { place: name })}
        </Button>
      )}
    </li>
  );
}
