#!/bin/sh
# The first process of the guest: devices, the job, its report, power off.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 PYTHONDONTWRITEBYTECODE=1
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev
mkdir -p /dev/pts /run /tmp
mount -t devpts devpts /dev/pts
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /tmp
/usr/lib/systemd/systemd-udevd --daemon
udevadm trigger --type=subsystems --action=add
udevadm trigger --type=devices --action=add
udevadm settle --timeout=60
modprobe -aq qemu_fw_cfg virtio_console sg nvme sd_mod drivetemp
udevadm settle --timeout=30
mkdir -p /run/report
job=/sys/firmware/qemu_fw_cfg/by_name/opt/etabli/job/raw
program=$(cat /sys/firmware/qemu_fw_cfg/by_name/opt/etabli/program/raw)
cd /etabli && python3 "$program" "$job" /run/report >/run/report/job.out 2>&1
echo "job: $?" >>/run/report/job.out
tar -C /run/report -c . >/dev/virtio-ports/etabli.report
sync
echo o >/proc/sysrq-trigger
sleep 10
