import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { WarningList } from '../../app/warning-status.tsx';
import { useStation } from '../../client/station.tsx';
import { useFormats } from '../../i18n/format.ts';
import { UpdatePart } from '../update/update-part.tsx';

/** Version, station, event, and what should be known before the station is trusted. */
export function AboutSection(): ReactNode {
  const { t } = useTranslation();
  const { language, list, number, shortDay } = useFormats();
  const { event, kioskName, version, rosterSize, idCheck, warnings } = useStation();
  const facts = [
    { word: t('settings.about.event'), value: event.name[language] },
    { word: t('settings.about.place'), value: event.place[language] },
    { word: t('settings.about.days'), value: list(event.days.map(shortDay)) },
    { word: t('settings.about.timeZone'), value: event.timeZone },
    { word: t('settings.about.station'), value: kioskName },
    { word: t('settings.about.roster'), value: number(rosterSize) },
    {
      word: t('settings.about.idCheck'),
      value: t(idCheck ? 'settings.about.idCheckOn' : 'settings.about.idCheckOff'),
    },
  ];
  return (
    <div className="card settings-split">
      <div className="settings-form">
        <h2>
          {t('app.name')} <small>{t('settings.about.version', { version })}</small>
        </h2>
        <dl className="about-facts">
          {facts.map(({ word, value }) => (
            <div key={word}>
              <dt>{word}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
        <UpdatePart />
        <p className="field-hint">{t('settings.about.free')}</p>
      </div>
      <section className="settings-aside" aria-label={t('settings.about.warnings')}>
        <h2>{t('settings.about.warnings')}</h2>
        {warnings.length === 0 ? (
          <p className="field-hint">{t('settings.about.noWarnings')}</p>
        ) : (
          <WarningList warnings={warnings} />
        )}
      </section>
    </div>
  );
}
