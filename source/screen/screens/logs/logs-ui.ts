export {initialLogsState as initialLogsUi, type LogsState as LogsUi} from './logs-state.ts';
