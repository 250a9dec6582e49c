import { useAnswer } from '../base/page-client.ts';

/** True on the morning of an event's day, until a pack was prepared at this station. */
export function usePackDue(): boolean {
  const { value } = useAnswer('getEmergencyPack', [], {
    renewOn: ['stationChanged', 'countsChanged'],
  });
  return value?.due === true;
}
