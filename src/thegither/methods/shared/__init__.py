"""What every family of methods may share: nothing here knows opinion, surveys or networks."""
