import { QrCode, Server } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../../app/navigation.tsx';
import { useIsSupervisor } from '../../client/station.tsx';
import { Button } from '../../ui/button.tsx';
import { HubArt } from './hub-art.tsx';
import './alone.css';

const ways = [
  { way: 'join', Icon: QrCode },
  { way: 'host', Icon: Server },
] as const;

/** No hub yet: what one is good for, and the two ways to one. */
export function Alone(): ReactNode {
  const { t } = useTranslation();
  const { open } = useNavigation();
  const isSupervisor = useIsSupervisor();
  return (
    <section className="alone card" aria-labelledby="alone-title">
      <div className="alone-lead">
        <HubArt />
        <div>
          <h2 id="alone-title">{t('alone.title')}</h2>
          <p>{t('alone.hint')}</p>
        </div>
      </div>
      <div className="alone-ways">
        {ways.map(({ way, Icon }) => (
          <div key={way} className="alone-way">
            <span className="alone-icon">
              <Icon aria-hidden="true" size={24} />
            </span>
            <h3>{t(`alone.${way}.title`)}</h3>
            <p>{t(`alone.${way}.when`)}</p>
            {isSupervisor && (
              <Button
                look={way === 'join' ? 'primary' : 'plain'}
                size="large"
                onPress={() => open({ kind: way })}
              >
                {t(`alone.${way}.start`)}
              </Button>
            )}
          </div>
        ))}
      </div>
      {!isSupervisor && <p className="field-hint">{t('sync.supervisorOnly')}</p>}
    </section>
  );
}
