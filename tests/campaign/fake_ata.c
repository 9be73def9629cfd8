/* Preloaded under hdparm: one block device answers ATA pass-through as a SATA drive with the SECURITY and SANITIZE
   feature sets would; every other device and request is the kernel's. What it is told by the environment:
     FAKE_ATA_DEVICE  the block device        FAKE_ATA_STATE  a file in which the drive remembers
     FAKE_ATA_LOG     one line per command    FAKE_ATA_MODE   how it behaves:
   ok: does as it is told · abort: refuses (status ERR, error ABRT) · lie: says that it did, and does nothing ·
   frozen: SECURITY FREEZE LOCK is set · hidden, overlay: 2048 sectors lie behind the last one that it shows (HPA, DCO) ·
   endless: a sanitize never ends · failed: a sanitize ends, not « completed without error ».
   Words and numbers: ACS-4 (IDENTIFY DEVICE, SECURITY ERASE UNIT, SANITIZE STATUS EXT), SAT-4 (ATA Status Return). */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <linux/hdreg.h>
#include <scsi/sg.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HIDDEN_SECTORS = 2048, PASSWORD_BYTES = 32 };
struct drive { uint8_t password_set, sanitized, sanitizing; char password[PASSWORD_BYTES]; };
struct answer { uint8_t status, error; uint16_t count; uint64_t lba; };

static int (*kernel)(int, unsigned long, ...);

static int behaves(const char *mode)
{
    const char *told = getenv("FAKE_ATA_MODE");
    return strcmp(told ? told : "ok", mode) == 0;
}

static void remember(const struct drive *drive)
{
    int file = open(getenv("FAKE_ATA_STATE"), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (file >= 0 && write(file, drive, sizeof *drive) < 0) perror("FAKE_ATA_STATE");
    if (file >= 0) close(file);
}

static struct drive recall(void)
{
    struct drive drive;
    memset(&drive, 0, sizeof drive);
    int file = open(getenv("FAKE_ATA_STATE"), O_RDONLY);
    if (file >= 0 && read(file, &drive, sizeof drive) < 0) perror("FAKE_ATA_STATE");
    if (file >= 0) close(file);
    return drive;
}

static uint64_t bytes_of(int device)
{
    uint64_t bytes = 0;
    kernel(device, BLKGETSIZE64, &bytes);
    return bytes;
}

static void erase(void)
{
    int device = open(getenv("FAKE_ATA_DEVICE"), O_RDWR);
    if (device < 0) return;
    uint64_t everything[2] = {0, bytes_of(device)};
    if (!behaves("lie")) kernel(device, BLKZEROOUT, everything);
    fsync(device);
    close(device);
}

static void put_text(uint16_t *words, const char *text, int bytes)
{
    char padded[64];
    snprintf(padded, sizeof padded, "%-*s", bytes, text);
    for (int at = 0; at < bytes; at += 2)
        words[at / 2] = (uint16_t)((uint8_t)padded[at] << 8 | (uint8_t)padded[at + 1]);
}

static void identify(int device, uint16_t *words, const struct drive *drive)
{
    uint64_t sectors = bytes_of(device) / 512;
    memset(words, 0, 512);
    words[0] = 0x40;
    put_text(words + 10, "FAKE00000042", 20);
    put_text(words + 23, "FW1.0", 8);
    put_text(words + 27, "FAKE ATA SSD", 40);
    words[47] = 0x8001; words[49] = 0x2f00; words[53] = 7;
    words[59] = 0xd010;                       /* sanitize, block erase */
    words[60] = words[100] = sectors & 0xffff;
    words[61] = words[101] = (sectors >> 16) & 0xffff;
    words[76] = 0x0e; words[80] = 0x1f0;
    words[82] = 0x746b | 2 | 0x400;           /* security, host protected area */
    words[83] = 0x7d01; words[84] = 0x4163;
    words[85] = 0x7469 | 0x400 | (drive->password_set ? 2 : 0);
    words[86] = 0xbc01; words[87] = 0x4163;
    words[89] = words[90] = 1;                /* two minutes for either erase */
    words[106] = 0x4000;
    words[128] = 0x21 | (drive->password_set ? 2 : 0) | (behaves("frozen") ? 8 : 0);
    words[217] = 1; words[222] = 0x107f;
}

/* DEVICE CONFIGURATION IDENTIFY (ACS-2): the last sector there is, and bytes that sum up to nothing. */
static void overlay(int device, uint8_t *data)
{
    uint64_t last = bytes_of(device) / 512 - 1 + (behaves("overlay") ? HIDDEN_SECTORS : 0);
    uint8_t sum = 0;
    memset(data, 0, 512);
    data[0] = 2;
    memcpy(data + 6, &last, 6);
    data[510] = 0xa5;
    for (int at = 0; at < 511; at++) sum += data[at];
    data[511] = (uint8_t)-sum;
}

static struct answer refused(void) { return (struct answer){0x41, 4, 0, 0}; }

static struct answer sanitize(struct drive *drive, int feature)
{
    struct answer said = {0x50, 0, 0, 0xffff};
    if (behaves("abort") || behaves("frozen")) return refused();
    if (feature == 0x11 || feature == 0x12 || feature == 0x14) {
        if (!behaves("endless") && !behaves("failed")) erase();
        drive->sanitizing = behaves("endless");
        drive->sanitized = !behaves("endless") && !behaves("failed");
        remember(drive);
    }
    if (drive->sanitizing) { said.count = 0x4000; said.lba = 0x4000; }
    if (drive->sanitized) said.count = 0x8000;
    return said;
}

static struct answer does(int device, int command, int feature, char *data)
{
    struct drive drive = recall();
    struct answer said = {0x50, 0, 0, 0};
    int refuses = behaves("abort") || behaves("frozen");
    switch (command) {
    case 0xec: identify(device, (uint16_t *)data, &drive); break;
    case 0x27: case 0xf8:                     /* READ NATIVE MAX ADDRESS (EXT) */
        said.lba = bytes_of(device) / 512 - 1 + (behaves("hidden") ? HIDDEN_SECTORS : 0);
        break;
    case 0xf1:                                /* SECURITY SET PASSWORD */
        if (refuses) return refused();
        drive.password_set = 1;
        memcpy(drive.password, data + 2, PASSWORD_BYTES);
        remember(&drive);
        break;
    case 0xf3: if (behaves("frozen")) return refused(); break;
    case 0xf4:                                /* SECURITY ERASE UNIT */
        if (refuses || !drive.password_set || memcmp(drive.password, data + 2, PASSWORD_BYTES)) return refused();
        erase();
        drive.password_set = 0;
        remember(&drive);
        break;
    case 0xf6:                                /* SECURITY DISABLE PASSWORD */
        if (memcmp(drive.password, data + 2, PASSWORD_BYTES)) return refused();
        drive.password_set = 0;
        remember(&drive);
        break;
    case 0xb1:
        if (feature != 0xc2) return refused();
        overlay(device, (uint8_t *)data);
        break;
    case 0xb4: return sanitize(&drive, feature);
    case 0xe7: case 0xea: break;              /* FLUSH CACHE (EXT) */
    default: return refused();
    }
    return said;
}

static void tell(struct sg_io_hdr *io, struct answer said)
{
    uint8_t *sense = io->sbp;
    memset(sense, 0, io->mx_sb_len);
    if (said.status & 1) {                    /* fixed format: what Linux 6.12 returns on an abort (measured) */
        sense[0] = 0xf0; sense[2] = 0x0b; sense[3] = said.error; sense[4] = said.status; sense[5] = 0x40; sense[7] = 10;
    } else {
        sense[0] = 0x72; sense[1] = 1; sense[3] = 0x1d; sense[7] = 14; sense[8] = 9; sense[9] = 0x0c; sense[10] = 1;
        sense[12] = said.count >> 8; sense[13] = said.count & 0xff;
        sense[15] = said.lba & 0xff; sense[17] = said.lba >> 8 & 0xff; sense[19] = said.lba >> 16 & 0xff;
        sense[14] = said.lba >> 24 & 0xff;
        sense[20] = 0x40; sense[21] = said.status;
    }
    io->status = 2; io->driver_status = 8; io->sb_len_wr = 22; io->host_status = 0; io->resid = 0;
}

int ioctl(int device, unsigned long request, ...)
{
    va_list rest;
    va_start(rest, request);
    void *argument = va_arg(rest, void *);
    va_end(rest);
    if (!kernel) kernel = (int (*)(int, unsigned long, ...))dlsym(RTLD_NEXT, "ioctl");
    const char *ours = getenv("FAKE_ATA_DEVICE");
    struct stat named, opened;
    if (!ours || stat(ours, &named) || fstat(device, &opened) || !S_ISBLK(opened.st_mode)
        || named.st_rdev != opened.st_rdev)
        return kernel(device, request, argument);
    if (request == HDIO_GET_IDENTITY) {
        struct drive drive = recall();
        identify(device, argument, &drive);
        return 0;
    }
    if (request != SG_IO) return kernel(device, request, argument);
    struct sg_io_hdr *io = argument;
    uint8_t *block = io->cmdp;
    if (block[0] != 0x85 && block[0] != 0xa1) { errno = EINVAL; return -1; }
    int sixteen = block[0] == 0x85;
    int command = sixteen ? block[14] : block[9], feature = sixteen ? block[4] : block[3];
    struct answer said = does(device, command, feature, io->dxferp);
    if (getenv("FAKE_ATA_LOG")) {
        int file = open(getenv("FAKE_ATA_LOG"), O_WRONLY | O_APPEND | O_CREAT, 0600);
        dprintf(file, "command=%02x feature=%02x status=%02x error=%02x\n", command, feature, said.status, said.error);
        close(file);
    }
    tell(io, said);
    return 0;
}
