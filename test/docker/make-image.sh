#!/bin/bash
# Makes the file system of a small image without any registry: python3 with its standard library, bash and busybox, from Debian
# packages. Usage: make-image.sh FILE.tar; needs apt with current lists.
set -euo pipefail

file=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
root=$work/root
mkdir -p "$work/debs" "$root"/usr/{bin,sbin,lib,lib64} "$root"/{dev,proc,sys,tmp,etc,root,run,mnt,var/tmp}
for folder in bin sbin lib lib64; do
	ln -s "usr/$folder" "$root/$folder"
done
chmod 1777 "$root/tmp" "$root/var/tmp"

# The name of the package that another needs in this release: dependency PATTERN PACKAGE...
dependency() {
	local pattern=$1
	shift
	apt-cache depends "$@" 2>/dev/null | grep -oE "Depends: $pattern\$" | head -n 1 | cut -d ' ' -f 2
}

python=$(dependency 'python3\.[0-9]+-minimal' python3-minimal)
python=${python%-minimal}
expat=$(dependency 'libexpat[0-9a-z]*' "$python-minimal" "lib$python-stdlib")
ffi=$(dependency 'libffi[0-9a-z]*' "lib$python-stdlib")
crypt=$(dependency 'libcrypt[0-9a-z]*' "lib$python-stdlib" || true)
tinfo=$(dependency 'libtinfo[0-9a-z]*' bash)
(
	cd "$work/debs"
	apt-get download -qq "lib$python-minimal" "$python-minimal" "lib$python-stdlib" libc6 "$expat" zlib1g "$ffi" \
		libbz2-1.0 liblzma5 libuuid1 ${crypt:+"$crypt"} bash "$tinfo" busybox-static 2>"$work/apt.log" || { cat "$work/apt.log" >&2; exit 1; }
)
for package in "$work"/debs/*.deb; do
	dpkg-deb --fsys-tarfile "$package" | tar -C "$root" -x --keep-directory-symlink \
		--exclude='./usr/share/doc*' --exclude='./usr/share/man*' --exclude='./usr/share/locale*' --exclude='./usr/lib/*/gconv*'
done
ln -sf "$python" "$root/usr/bin/python3"
ln -sf python3 "$root/usr/bin/python"
for applet in $("$root/bin/busybox" --list); do
	[ -e "$root/usr/bin/$applet" ] || ln -s busybox "$root/usr/bin/$applet"
done
printf 'root:x:0:0:root:/root:/bin/bash\n' >"$root/etc/passwd"
printf 'root:x:0:\n' >"$root/etc/group"
tar -C "$root" -cf "$file" .
