/** What of the charts is shown. */
export type ChartsUi = {readonly top: number};

export const initialChartsUi: ChartsUi = {top: 0};
