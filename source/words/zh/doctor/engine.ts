import type {Wording} from '../../wording.ts';
import type * as english from '../../en/doctor/engine.ts';

const chineseOrigins = {
	option: ' --host',
	'context-option': ' --context',
	environment: ' DOCKER_HOST',
	'context-environment': ' DOCKER_CONTEXT',
	'current-context': '当前 docker 上下文',
	'default-socket': '默认套接字',
};

export const engineFindings: Wording<typeof english.engineFindings> = {
	'engine-ok': {
		what: ({endpoint, version, origin, context}) => `${version} 在 ${endpoint} 应答（来自${[chineseOrigins[origin], context].join(' ').trimEnd()}）。`,
		why: () => '',
	},
	'engine-unreachable': {
		what: ({endpoint}) => `${endpoint} 没有引擎应答。`,
		why: () => '没有引擎时，yolotop 只能读取日志文件和运行目录。',
	},
	'engine-ssh-failed': {
		what: ({endpoint, reason}) => `ssh 无法连接 ${endpoint}${reason === '' ? '。' : `：${reason}`}`,
		why: () => 'yolotop 使用本机的 ssh 及其密钥和配置；请手动试一次。',
	},
	'engine-tls-failed': {
		what: ({endpoint, reason}) => `本机与 ${endpoint} 无法建立 TLS 连接${reason === '' ? '。' : `：${reason}`}`,
		why: () => '引擎和使用者互相出示证书；证书必须在有效期内、与密钥成对，并由同一机构签发。',
	},
	'engine-silent': {
		what: ({endpoint}) => `${endpoint} 的引擎没有及时应答。`,
		why: () => '引擎过载或卡住；容器中的训练会继续。',
	},
	'engine-not-docker': {
		what: ({endpoint}) => `${endpoint} 应答的不是 Docker 引擎。`,
		why: () => '这个地址属于其他服务。',
	},
	'engine-address-wrong': {
		what: ({endpoint}) => `引擎地址无法使用：${endpoint}。`,
		why: () => '它来自 --host、DOCKER_HOST 或 docker 上下文。',
	},
	'permission-ok': {
		what: () => '你可以使用引擎。',
		why: () => '',
	},
	'permission-denied': {
		what: ({endpoint}) => `你没有权限打开 ${endpoint}。`,
		why: () => 'docker 组的成员可以；这等同于那台机器的 root 权限。',
	},
	'permission-unencrypted': {
		what: ({endpoint}) => `${endpoint} 的连接没有加密。`,
		why: () => '能访问该端口的人就是那台机器的 root。请使用 ssh:// 或 TLS。',
	},
	'permission-unknown': {
		what: () => '引擎没有应答，无法判断。',
		why: () => '',
	},
};
