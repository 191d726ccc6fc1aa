"""The trail (全过程记录): every act done, hash-chained per object, and the daily root over all chains.

Administrative Penalty Law, art. 47: the whole process is recorded and archived.
"""

from __future__ import annotations

from django.db import models

ONE_ENTRY = "one_entry_per_act"
"""The constraint that an act meets whose id was used already."""


class TrailEntry(models.Model):
    """One act on one object.

    Rows are written only by the database function `trail_append` and never change. `hash` is SHA-256 over
    the fields in the order of `trail.chain.FIELDS`; `prev` is the hash of the entry before it in the chain.
    An act leaves one entry: what follows from it is an act of its own, with an id derived from this one's.
    """

    pk = models.CompositePrimaryKey("chain", "seq")
    chain = models.UUIDField(help_text="key of the object that the act was done on")
    seq = models.IntegerField(help_text="1, 2, 3 … without a gap in each chain")
    chain_type = models.CharField(max_length=30)
    act_id = models.UUIDField()
    name = models.CharField(max_length=60)
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=100)
    area_path = models.CharField(max_length=60, db_collation="C")
    at = models.DateTimeField(help_text="when it was done, on the device's word if it was done offline")
    received_at = models.DateTimeField(help_text="when the server learnt of it")
    device = models.CharField(max_length=100)
    place = models.CharField(max_length=50, help_text="lon,lat in WGS 84, or empty")
    input = models.TextField(help_text="canonical JSON")
    output = models.TextField(help_text="canonical JSON")
    prev = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "trail_entry"
        constraints = (models.UniqueConstraint(fields=["act_id"], name=ONE_ENTRY),)
        indexes = (models.Index(fields=["received_at"], name="trail_received"),)


class TrailHead(models.Model):
    """The end of each chain: what the next entry follows on. Its `seq` is the object's version."""

    chain = models.UUIDField(primary_key=True)
    seq = models.IntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "trail_head"


class TrailSeal(models.Model):
    """The Merkle root over the ends of all chains that grew on one day, each seal following on the last."""

    day = models.DateField(primary_key=True)
    chains = models.IntegerField()
    root = models.BinaryField(max_length=32)
    prev = models.BinaryField(max_length=32)
    sealed_at = models.DateTimeField()

    class Meta:
        db_table = "trail_seal"


class TrailLeaf(models.Model):
    """What one seal covers: the end of one chain on that day."""

    pk = models.CompositePrimaryKey("day", "chain")
    day = models.DateField()
    chain = models.UUIDField()
    seq = models.IntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "trail_leaf"
        indexes = (models.Index(fields=["chain"], name="leaf_of_chain"),)
